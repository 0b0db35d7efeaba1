/** Runs the same load against several servers in turn, and writes down what each of them used for it. */
@NullMarked
package dev.quoin.benchmarks.compare;

import org.jspecify.annotations.NullMarked;
