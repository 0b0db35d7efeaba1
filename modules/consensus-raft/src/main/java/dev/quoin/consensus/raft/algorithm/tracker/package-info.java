/** What a leader knows about each follower: how far its log matches, how it may be sent to, what is on its way. */
@NullMarked
package dev.quoin.consensus.raft.algorithm.tracker;

import org.jspecify.annotations.NullMarked;
