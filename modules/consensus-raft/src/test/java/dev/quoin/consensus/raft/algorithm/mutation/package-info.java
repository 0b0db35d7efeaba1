/** Breaks the algorithm on purpose, one point at a time, and sees whether the tests notice. */
@NullMarked
package dev.quoin.consensus.raft.algorithm.mutation;

import org.jspecify.annotations.NullMarked;
