/** Linearizable reads without writing to the log: which reads wait for which round of heartbeats. */
@NullMarked
package dev.quoin.consensus.raft.algorithm.read;

import org.jspecify.annotations.NullMarked;
