package dev.quoin.consensus.raft.algorithm;

import dev.quoin.consensus.raft.algorithm.message.ConfState;
import dev.quoin.consensus.raft.algorithm.message.HardState;
import dev.quoin.consensus.raft.algorithm.tracker.ProgressMap;

/**
 * A member's state at one moment; a copy.
 *
 * @param id the member's
 * @param hardState what it must not forget
 * @param softState what it may forget
 * @param applied the index up to which its state machine has reported
 * @param leadTransferee whom it hands over to, or 0
 * @param config the configuration it goes by
 * @param progress of everybody, on a leader; otherwise empty
 */
public record RaftStatus(
        long id,
        HardState hardState,
        SoftState softState,
        long applied,
        long leadTransferee,
        ConfState config,
        ProgressMap progress) {}
