/** The surroundings of deterministic parts: clock, threads, timers, randomness, disk and meters. */
@NullMarked
package dev.quoin.api.host;

import org.jspecify.annotations.NullMarked;
