/** Majorities, single and joint: which index a configuration has committed, and how a vote in it ends. */
@NullMarked
package dev.quoin.consensus.raft.algorithm.quorum;

import org.jspecify.annotations.NullMarked;
