/** Leases: what is stored of them, and on the leader the clock that ends them. */
@NullMarked
package dev.quoin.core.lease;

import org.jspecify.annotations.NullMarked;
