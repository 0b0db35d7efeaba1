/** The format of etcd's write-ahead log, read and written. {@code docs/formats/etcd-backup.md} describes it. */
@NullMarked
package dev.quoin.core.etcdwal;

import org.jspecify.annotations.NullMarked;
