/** The consensus engine: an ordered, replicated log of opaque commands and the state machine it drives. */
@NullMarked
package dev.quoin.api.consensus;

import org.jspecify.annotations.NullMarked;
