package dev.quoin.api.consensus;

/**
 * A committed entry on its way to the state machine.
 *
 * @param index the entry's place in the log
 * @param term the term in which it was proposed; 0 in an engine without terms
 * @param command the bytes that were proposed; empty for an entry that a new leader begins its term with. Nobody ever
 *     changes the array.
 */
public record Entry(long index, long term, byte[] command) {}
