/** The command line. */
@NullMarked
package dev.quoin.benchmarks.cli;

import org.jspecify.annotations.NullMarked;
