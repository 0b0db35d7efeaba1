/** Changes of the membership: what is asked for, how it is encoded, and what configuration comes of it. */
@NullMarked
package dev.quoin.consensus.raft.algorithm.confchange;

import org.jspecify.annotations.NullMarked;
