package dev.quoin.api.consensus;

/**
 * A committed entry on its way to the state machine.
 *
 * @param index its place in the log
 * @param term the term it was proposed in
 * @param command what was proposed; empty for an entry that a new leader begins its term with. Never changed by anyone.
 */
public record Entry(long index, long term, byte[] command) {}
