/** The storage backend: ordered tables of byte strings, one writer, many consistent views. */
@NullMarked
package dev.quoin.api.storage;

import org.jspecify.annotations.NullMarked;
