/** Runs the corpora of etcd's Raft: cases with their exact outputs, by the commands that they consist of. */
@NullMarked
package dev.quoin.consensus.raft.algorithm.corpora;

import org.jspecify.annotations.NullMarked;
