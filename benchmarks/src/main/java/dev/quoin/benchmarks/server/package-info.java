/** The servers that are measured: how to start, await, observe and stop each, always on loopback and in a folder of its own. */
@NullMarked
package dev.quoin.benchmarks.server;

import org.jspecify.annotations.NullMarked;
