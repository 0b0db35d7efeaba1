/** Where a server's CPU goes: a flight recording of its JVM, read by frame and by layer. */
@NullMarked
package dev.quoin.benchmarks.profile;

import org.jspecify.annotations.NullMarked;
