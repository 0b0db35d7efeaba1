package dev.quoin.consensus.raft.runtime;

import dev.quoin.api.consensus.ConsensusException.Reason;
import dev.quoin.api.consensus.ConsensusNode.DropListener;
import dev.quoin.consensus.raft.algorithm.RaftNode;
import dev.quoin.consensus.raft.algorithm.Role;
import dev.quoin.consensus.raft.algorithm.StepResult;
import java.util.ArrayList;
import java.util.List;

/** Commands on their way into the log: all that wait are proposed together. Lives on the raft thread. */
final class ProposalQueue {
    private final List<byte[]> commands = new ArrayList<>();
    private final List<DropListener> listeners = new ArrayList<>();

    /** A command, and who wants to know if it is certain to come to nothing. */
    record Proposal(byte[] command, DropListener onDropped) {}

    void add(Proposal proposal) {
        commands.add(proposal.command);
        listeners.add(proposal.onDropped);
    }

    void propose(RaftNode node) {
        if (commands.isEmpty()) {
            return;
        }
        if (node.propose(List.copyOf(commands)) == StepResult.PROPOSAL_DROPPED) {
            oneByOne(node);
        }
        commands.clear();
        listeners.clear();
    }

    /** All together may be too much where some of them are not. */
    private void oneByOne(RaftNode node) {
        for (int i = 0; i < commands.size(); i++) {
            boolean retry = commands.size() > 1 && node.role() == Role.LEADER;
            if (!retry || node.propose(commands.get(i)) == StepResult.PROPOSAL_DROPPED) {
                listeners.get(i).dropped(reason(node));
            }
        }
    }

    private static Reason reason(RaftNode node) {
        if (node.lead() == 0) {
            return Reason.NO_LEADER;
        }
        boolean handsOver = node.role() != Role.LEADER || node.status().leadTransferee() != 0;
        return handsOver ? Reason.LEADER_CHANGED : Reason.OVERLOADED;
    }
}
