/** Micro-benchmarks, run by {@code benchmarks/jmh}: the parts below a request, each alone. */
@NullMarked
package dev.quoin.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
