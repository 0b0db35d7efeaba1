/** Finds members whose data differs from that of the others. */
@NullMarked
package dev.quoin.core.corruption;

import org.jspecify.annotations.NullMarked;
