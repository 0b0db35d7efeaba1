package dev.quoin.consensus.raft.algorithm;

import dev.quoin.consensus.raft.algorithm.message.VoteRequest;
import dev.quoin.consensus.raft.algorithm.message.VoteResponse;
import dev.quoin.consensus.raft.algorithm.read.ReadOnlyOption;

/** How a member votes. */
final class Voting {
    private final RaftState raft;

    Voting(RaftState raft) {
        this.raft = raft;
    }

    /** Votes, or refuses to. Learners vote too: one may have been made a voter without having heard of it. */
    void onVoteRequest(VoteRequest request) {
        boolean free = raft.vote == RaftState.NONE && raft.lead == RaftState.NONE;
        boolean canVote = raft.vote == request.from() || free || (request.preVote() && request.term() > raft.term);
        if (!canVote || !raft.log.isUpToDate(request.lastIndex(), request.lastTerm())) {
            reject(request);
            return;
        }
        traceVote("cast", request);
        // A granted pre-vote is of a term that this member may not be in; its own would look outdated to the candidate.
        raft.outbox.send(VoteResponse.granted(raft.id, request.from(), request.term(), request.preVote()));
        if (!request.preVote()) {
            raft.timers.restartElection();
            raft.vote = request.from();
        }
    }

    void reject(VoteRequest request) {
        traceVote("rejected", request);
        long commit = raft.log.committed();
        long commitTerm = Math.max(raft.log.term(commit), 0);
        raft.outbox.send(
                new VoteResponse(raft.id, request.from(), raft.term, request.preVote(), true, commit, commitTerm));
    }

    /** Whether a leader was heard of so recently that nobody else can need a vote, unless the leader itself says so. */
    boolean ignoresInLease(VoteRequest request) {
        boolean inLease = raft.config.checkQuorum() && raft.lead != RaftState.NONE && raft.timers.leaseRemaining() > 0;
        if (request.transfer() || !inLease) {
            return false;
        }
        raft.trace.info(
                "%x [logterm: %d, index: %d, vote: %x] ignored %s from %x [logterm: %d, index: %d] at term %d:"
                        + " lease is not expired (remaining ticks: %d)",
                raft.id,
                raft.log.lastTerm(),
                raft.log.lastIndex(),
                raft.vote,
                request.type(),
                request.from(),
                request.lastTerm(),
                request.lastIndex(),
                raft.term,
                raft.timers.leaseRemaining());
        return true;
    }

    /**
     * A follower acts as if it had not heard of a leader. Not with reads by lease, which trust that it votes for
     * nobody.
     */
    void forgetLeader() {
        if (raft.role != Role.FOLLOWER) {
            return;
        }
        if (raft.config.readOnlyOption() == ReadOnlyOption.LEASE_BASED) {
            raft.trace.error("ignoring MsgForgetLeader due to ReadOnlyLeaseBased");
        } else if (raft.lead != RaftState.NONE) {
            raft.trace.info("%x forgetting leader %x at term %d", raft.id, raft.lead, raft.term);
            raft.lead = RaftState.NONE;
        }
    }

    private void traceVote(String what, VoteRequest request) {
        raft.trace.info(
                "%x [logterm: %d, index: %d, vote: %x] %s %s %s %x [logterm: %d, index: %d] at term %d",
                raft.id,
                raft.log.lastTerm(),
                raft.log.lastIndex(),
                raft.vote,
                what,
                request.type(),
                "cast".equals(what) ? "for" : "from",
                request.from(),
                request.lastTerm(),
                request.lastIndex(),
                raft.term);
    }
}
