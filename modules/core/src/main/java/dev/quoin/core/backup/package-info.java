/**
 * etcd's snapshot file, and what is in it: Quoin's tables as etcd's buckets, and back. {@code
 * docs/formats/etcd-backup.md} says which row becomes which.
 */
@NullMarked
package dev.quoin.core.backup;

import org.jspecify.annotations.NullMarked;
