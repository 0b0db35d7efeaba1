/** The storage backend on RocksDB: a column family for each table, no write-ahead log of its own, atomic flushes. */
@NullMarked
package dev.quoin.backend.rocksdb;

import org.jspecify.annotations.NullMarked;
