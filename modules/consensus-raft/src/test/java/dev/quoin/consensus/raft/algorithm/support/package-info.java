/** Members and groups of members to test with, driven by hand: nothing happens that a test does not ask for. */
@NullMarked
package dev.quoin.consensus.raft.algorithm.support;

import org.jspecify.annotations.NullMarked;
