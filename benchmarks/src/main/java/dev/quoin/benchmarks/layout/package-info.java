/** Two ways to lay versions out in tables, side by side on a backend; docs/adr/0003 has the figures. */
@NullMarked
package dev.quoin.benchmarks.layout;

import org.jspecify.annotations.NullMarked;
