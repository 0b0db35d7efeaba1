/**
 * The storage backend on LMDB: writes go through LMDB's own library, reads through a reader of its pages that checks
 * each against a checksum.
 */
@NullMarked
package dev.quoin.backend.lmdb;

import org.jspecify.annotations.NullMarked;
