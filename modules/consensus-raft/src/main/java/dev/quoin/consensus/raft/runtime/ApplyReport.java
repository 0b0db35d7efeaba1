package dev.quoin.consensus.raft.runtime;

import dev.quoin.consensus.raft.algorithm.confchange.ConfChange;
import dev.quoin.consensus.raft.algorithm.message.StorageApplied;
import java.util.List;

/**
 * What the apply thread has done since its last report.
 *
 * @param responses of the pieces of work, in order
 * @param changes of the membership that were among them, in order
 */
record ApplyReport(List<StorageApplied> responses, List<Decision> changes) {
    /**
     * What became of a membership change.
     *
     * @param index of its entry
     * @param proposalId by which the proposer recognises it, or 0
     * @param change what was asked for
     * @param refusal empty where it is in force, else why it is not
     */
    record Decision(long index, long proposalId, ConfChange change, String refusal) {
        boolean accepted() {
            return refusal.isEmpty();
        }
    }
}
