/**
 * The file format of bbolt, read and written: pages, B+ trees, buckets. Knows nothing of what Quoin or etcd keep in
 * such a file. {@code docs/formats/bbolt.md} describes every byte.
 */
@NullMarked
package dev.quoin.core.bbolt;

import org.jspecify.annotations.NullMarked;
