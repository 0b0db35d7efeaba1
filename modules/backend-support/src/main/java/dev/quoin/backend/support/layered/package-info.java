/**
 * A storage backend made from an engine whose commits are durable and therefore slow: commits go to a table in memory,
 * which the engine gets in one durable transaction at the next sync. That is all the contract asks for, because the
 * consensus log is replayed from the durable index; and what survives a crash is what the engine's own transactions
 * promise. An engine implements {@link dev.quoin.backend.support.layered.BaseStore}, and gets the rest.
 */
@NullMarked
package dev.quoin.backend.support.layered;

import org.jspecify.annotations.NullMarked;
