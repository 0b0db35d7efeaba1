/** The offline tools, {@code quoin utl}: they work on data directories that no node uses. */
@NullMarked
package dev.quoin.distribution.utl;

import org.jspecify.annotations.NullMarked;
