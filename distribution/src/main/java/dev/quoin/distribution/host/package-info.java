/** The surroundings of a real process: threads, clocks, randomness and the operating system's files. */
@NullMarked
package dev.quoin.distribution.host;

import org.jspecify.annotations.NullMarked;
