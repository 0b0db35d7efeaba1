/** What the surroundings lend to deterministic parts: clock, threads, timers, randomness, disk. */
@NullMarked
package dev.quoin.api.host;

import org.jspecify.annotations.NullMarked;
