/**
 * Parts that most storage engines need, for authors of backends: the pending writes of a transaction with cursors that
 * show them over the committed records, the gate that lets a store close safely while views are open, and the meter
 * behind the statistics. Using them is free; the contract is in {@link dev.quoin.api.storage} alone.
 */
@NullMarked
package dev.quoin.backend.support;

import org.jspecify.annotations.NullMarked;
