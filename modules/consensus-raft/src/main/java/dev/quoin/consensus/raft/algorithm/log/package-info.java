/**
 * One member's log: its stable part behind {@link dev.quoin.consensus.raft.algorithm.log.Storage}, its unstable tail,
 * and how far it is committed and applied.
 */
@NullMarked
package dev.quoin.consensus.raft.algorithm.log;

import org.jspecify.annotations.NullMarked;
