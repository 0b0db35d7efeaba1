/** The load: what is asked, by how many, in which order, and what came back how fast. */
@NullMarked
package dev.quoin.benchmarks.load;

import org.jspecify.annotations.NullMarked;
