package dev.quoin.consensus.raft.algorithm;

import dev.quoin.consensus.raft.algorithm.message.Append;
import dev.quoin.consensus.raft.algorithm.message.AppendResponse;
import dev.quoin.consensus.raft.algorithm.message.Heartbeat;
import dev.quoin.consensus.raft.algorithm.message.HeartbeatResponse;
import dev.quoin.consensus.raft.algorithm.message.InstallSnapshot;
import dev.quoin.consensus.raft.algorithm.message.Message;
import dev.quoin.consensus.raft.algorithm.message.PeerMessage;
import dev.quoin.consensus.raft.algorithm.message.Propose;
import dev.quoin.consensus.raft.algorithm.message.ReadIndex;
import dev.quoin.consensus.raft.algorithm.message.ReadIndexResponse;
import dev.quoin.consensus.raft.algorithm.message.StorageAppended;
import dev.quoin.consensus.raft.algorithm.message.StorageApplied;
import dev.quoin.consensus.raft.algorithm.message.TimeoutNow;
import dev.quoin.consensus.raft.algorithm.message.TransferLeader;
import dev.quoin.consensus.raft.algorithm.message.VoteRequest;
import dev.quoin.consensus.raft.algorithm.message.VoteResponse;
import dev.quoin.consensus.raft.algorithm.read.ReadState;
import dev.quoin.consensus.raft.algorithm.tracker.Progress;

/**
 * Hands each message to the part that knows about it: the term first, then what means the same in every role, then by
 * role.
 */
final class MessageSteps {
    private final RaftState raft;
    private final RaftParts parts;

    MessageSteps(RaftState raft, RaftParts parts) {
        this.raft = raft;
        this.parts = parts;
    }

    StepResult step(Message message) {
        if (!parts.termGate.admit(message)) {
            return StepResult.OK;
        }
        switch (message) {
            case StorageAppended report -> parts.storageReports.onAppended(report);
            case StorageApplied report -> parts.storageReports.onApplied(report);
            case VoteRequest request -> parts.voting.onVoteRequest(request);
            case PeerMessage other -> {
                return switch (raft.role) {
                    case LEADER -> lead(other);
                    case FOLLOWER -> follow(other);
                    case CANDIDATE, PRE_CANDIDATE -> campaign(other);
                };
            }
        }
        return StepResult.OK;
    }

    private StepResult lead(PeerMessage message) {
        switch (message) {
            case Propose proposal -> {
                return parts.proposals.propose(proposal.entries());
            }
            case ReadIndex request -> parts.reads.onReadIndex(request);
            default -> {
                Progress sender = raft.tracker.progress(message.from());
                if (sender == null) {
                    raft.trace.debug("%x no progress available for %x", raft.id, message.from());
                } else {
                    learn(message, sender);
                }
            }
        }
        return StepResult.OK;
    }

    private void learn(PeerMessage message, Progress sender) {
        switch (message) {
            case AppendResponse answer -> parts.acknowledgements.onAppendResponse(answer, sender);
            case HeartbeatResponse answer -> parts.acknowledgements.onHeartbeatResponse(answer, sender);
            case TransferLeader request -> parts.transfers.begin(request.from(), sender);
            default -> {}
        }
    }

    private StepResult campaign(PeerMessage message) {
        switch (message) {
            case Propose _ -> {
                return dropProposal();
            }
            case Append _, Heartbeat _, InstallSnapshot _ -> {
                // Somebody has been elected in this very term.
                parts.roles.becomeFollower(message.term(), message.from());
                obey(message);
            }
            case VoteResponse answer -> parts.elections.onVoteResponse(answer);
            case TimeoutNow _ ->
                raft.trace.debug(
                        "%x [term %d state %s] ignored MsgTimeoutNow from %x",
                        raft.id, raft.term, raft.role, message.from());
            default -> {}
        }
        return StepResult.OK;
    }

    private StepResult follow(PeerMessage message) {
        switch (message) {
            case Append _, Heartbeat _, InstallSnapshot _ -> {
                raft.timers.restartElection();
                raft.lead = message.from();
                obey(message);
            }
            case Propose proposal -> {
                return forward(proposal);
            }
            case TransferLeader request -> forward(request);
            case ReadIndex request -> forward(request);
            case ReadIndexResponse answer -> raft.readStates.add(new ReadState(answer.index(), answer.requestId()));
            case VoteResponse answer -> parts.elections.learnCommit(answer);
            case TimeoutNow _ -> {
                raft.trace.info(
                        "%x [term %d] received MsgTimeoutNow from %x and starts an election to get leadership.",
                        raft.id, raft.term, message.from());
                parts.elections.begin(Campaign.TRANSFER);
            }
            default -> {}
        }
        return StepResult.OK;
    }

    private void obey(PeerMessage message) {
        switch (message) {
            case Append append -> parts.following.onAppend(append);
            case Heartbeat heartbeat -> parts.following.onHeartbeat(heartbeat);
            case InstallSnapshot snapshot -> parts.following.onSnapshot(snapshot);
            default -> {}
        }
    }

    private StepResult forward(Propose proposal) {
        if (raft.lead == RaftState.NONE) {
            return dropProposal();
        }
        if (raft.config.disableProposalForwarding()) {
            raft.trace.info(
                    "%x not forwarding to leader %x at term %d; dropping proposal", raft.id, raft.lead, raft.term);
            return StepResult.PROPOSAL_DROPPED;
        }
        raft.outbox.send(new Propose(sender(proposal), raft.lead, proposal.entries()));
        return StepResult.OK;
    }

    private void forward(TransferLeader request) {
        if (raft.lead == RaftState.NONE) {
            raft.trace.info("%x no leader at term %d; dropping leader transfer msg", raft.id, raft.term);
            return;
        }
        raft.outbox.send(new TransferLeader(sender(request), raft.lead, raft.term));
    }

    private void forward(ReadIndex request) {
        if (raft.lead == RaftState.NONE) {
            raft.trace.info("%x no leader at term %d; dropping index reading msg", raft.id, raft.term);
            return;
        }
        raft.outbox.send(new ReadIndex(sender(request), raft.lead, request.requestId()));
    }

    private long sender(PeerMessage message) {
        return message.from() == RaftState.NONE ? raft.id : message.from();
    }

    private StepResult dropProposal() {
        raft.trace.info("%x no leader at term %d; dropping proposal", raft.id, raft.term);
        return StepResult.PROPOSAL_DROPPED;
    }
}
