/**
 * The storage backend on MapDB, for machines where no native library is allowed. MapDB lives in a file of pages that
 * are never overwritten in place.
 */
@NullMarked
package dev.quoin.backend.mapdb;

import org.jspecify.annotations.NullMarked;
