package dev.quoin.consensus.raft.algorithm;

import dev.quoin.consensus.raft.algorithm.message.Append;
import dev.quoin.consensus.raft.algorithm.message.AppendResponse;
import dev.quoin.consensus.raft.algorithm.message.Heartbeat;
import dev.quoin.consensus.raft.algorithm.message.InstallSnapshot;
import dev.quoin.consensus.raft.algorithm.message.Message;
import dev.quoin.consensus.raft.algorithm.message.StorageAppended;
import dev.quoin.consensus.raft.algorithm.message.VoteRequest;
import dev.quoin.consensus.raft.algorithm.message.VoteResponse;

/** What the term of a message does, before its content counts. */
final class TermGate {
    private final RaftState raft;
    private final Roles roles;
    private final Voting voting;
    private final StorageReports storageReports;

    TermGate(RaftState raft, Roles roles, Voting voting, StorageReports storageReports) {
        this.raft = raft;
        this.roles = roles;
        this.voting = voting;
        this.storageReports = storageReports;
    }

    /** Brings this member into the term of a message, if need be. Returns whether its content counts. */
    boolean admit(Message message) {
        long term = message.term();
        if (term == 0 || term == raft.term) {
            return true;
        }
        return term > raft.term ? admitHigher(message) : admitLower(message);
    }

    private boolean admitHigher(Message message) {
        if (message instanceof VoteRequest request && voting.ignoresInLease(request)) {
            return false;
        }
        if (isOfFutureTerm(message)) {
            return true;
        }
        raft.trace.info(
                "%x [term: %d] received a %s message with higher term from %x [term: %d]",
                raft.id, raft.term, message.type(), message.from(), message.term());
        roles.becomeFollower(message.term(), isFromLeader(message) ? message.from() : RaftState.NONE);
        return true;
    }

    /** Pre-votes are of a term that nobody has begun: neither the request nor its grant raises anybody's. */
    private static boolean isOfFutureTerm(Message message) {
        return (message instanceof VoteRequest request && request.preVote())
                || (message instanceof VoteResponse answer && answer.preVote() && !answer.reject());
    }

    private static boolean isFromLeader(Message message) {
        return message instanceof Append || message instanceof Heartbeat || message instanceof InstallSnapshot;
    }

    private boolean admitLower(Message message) {
        switch (message) {
            case Append append when answersOutdated() -> answerOutdated(append);
            case Heartbeat heartbeat when answersOutdated() -> answerOutdated(heartbeat);
            // Were these dropped, two members could wait for each other: one with the higher term, one with the longer
            // log.
            case VoteRequest request when request.preVote() -> voting.reject(request);
            case StorageAppended report -> storageReports.onOutdated(report);
            default ->
                raft.trace.info(
                        "%x [term: %d] ignored a %s message with lower term from %x [term: %d]",
                        raft.id, raft.term, message.type(), message.from(), message.term());
        }
        return false;
    }

    private boolean answersOutdated() {
        return raft.config.checkQuorum() || raft.config.preVote();
    }

    /**
     * A leader of an earlier term, which learns from the answer that there is a later one. Without, this member might
     * be stuck: its own votes are ignored by those who hear from that leader.
     */
    private void answerOutdated(Message message) {
        raft.outbox.send(AppendResponse.accepted(raft.id, message.from(), raft.term, 0));
    }
}
