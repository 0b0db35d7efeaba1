package dev.quoin.consensus.raft.runtime;

import dev.quoin.api.consensus.ConsensusNode.DropListener;
import dev.quoin.api.peer.ClusterException.Reason;
import dev.quoin.consensus.raft.algorithm.RaftNode;
import dev.quoin.consensus.raft.algorithm.Role;
import dev.quoin.consensus.raft.algorithm.StepResult;
import java.util.ArrayList;
import java.util.List;

/**
 * Commands on their way into the log: all that wait are proposed together, as far as a message to the leader may hold
 * them. Lives on the raft thread.
 */
final class ProposalQueue {
    /** A message with more than one command has not more than this. */
    private static final long MAX_BYTES = 512 << 10;

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
        for (int from = 0; from < commands.size(); ) {
            int to = end(from);
            if (node.propose(List.copyOf(commands.subList(from, to))) == StepResult.PROPOSAL_DROPPED) {
                oneByOne(node, from, to);
            }
            from = to;
        }
        commands.clear();
        listeners.clear();
    }

    private int end(int from) {
        long bytes = commands.get(from).length;
        int to = from + 1;
        while (to < commands.size() && bytes + commands.get(to).length <= MAX_BYTES) {
            bytes += commands.get(to++).length;
        }
        return to;
    }

    /** All together may be too much where some of them are not. */
    private void oneByOne(RaftNode node, int from, int to) {
        for (int i = from; i < to; i++) {
            boolean retry = to - from > 1 && node.role() == Role.LEADER;
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
