/** The whole state as a stream of bytes that does not depend on the storage backend, between members of a cluster. */
@NullMarked
package dev.quoin.core.snapshot;

import org.jspecify.annotations.NullMarked;
