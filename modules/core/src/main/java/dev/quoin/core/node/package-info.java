/** A member put together from its parts. */
@NullMarked
package dev.quoin.core.node;

import org.jspecify.annotations.NullMarked;
