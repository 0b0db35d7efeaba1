/** Log lines, and the end of a member that has found something impossible. */
@NullMarked
package dev.quoin.consensus.raft.algorithm.trace;

import org.jspecify.annotations.NullMarked;
