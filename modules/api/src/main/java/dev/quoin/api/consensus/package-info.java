/**
 * The contract of a consensus engine: an ordered, replicated log of commands that mean nothing to the engine, and the
 * state machine that it drives. {@code docs/spi/consensus.md} has the rules that concern more than one method, and
 * {@code dev.quoin.testkit.consensus} tests them all.
 */
@NullMarked
package dev.quoin.api.consensus;

import org.jspecify.annotations.NullMarked;
