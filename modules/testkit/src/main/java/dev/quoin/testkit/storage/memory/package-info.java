/**
 * The model of a storage backend: a persistent ordered map in memory, plain enough to be right, with crashes that lose
 * what was not synced.
 */
@NullMarked
package dev.quoin.testkit.storage.memory;

import org.jspecify.annotations.NullMarked;
