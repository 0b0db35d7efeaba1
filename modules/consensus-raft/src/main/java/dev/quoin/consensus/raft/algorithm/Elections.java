package dev.quoin.consensus.raft.algorithm;

import dev.quoin.consensus.raft.algorithm.message.Entry;
import dev.quoin.consensus.raft.algorithm.message.VoteRequest;
import dev.quoin.consensus.raft.algorithm.message.VoteResponse;
import dev.quoin.consensus.raft.algorithm.quorum.Ballots.Ballot;
import dev.quoin.consensus.raft.algorithm.quorum.IdSet;
import java.util.List;

/** How a member campaigns. */
final class Elections {
    private final RaftState raft;
    private final Roles roles;
    private final Replication replication;

    Elections(RaftState raft, Roles roles, Replication replication) {
        this.raft = raft;
        this.roles = roles;
        this.replication = replication;
    }

    /** The election timeout has passed, or somebody wants this member to campaign. */
    void timeout() {
        begin(raft.config.preVote() ? Campaign.PRE_ELECTION : Campaign.ELECTION);
    }

    /** Begins a campaign, if this member may. */
    void begin(Campaign kind) {
        if (raft.isLeader()) {
            raft.trace.debug("%x ignoring MsgHup because already leader", raft.id);
        } else if (!raft.promotable()) {
            raft.trace.warn("%x is unpromotable and can not campaign", raft.id);
        } else if (hasUnappliedConfChange()) {
            raft.trace.warn(
                    "%x cannot campaign at term %d since there are still pending configuration changes to apply",
                    raft.id, raft.term);
        } else {
            raft.trace.info("%x is starting a new election at term %d", raft.id, raft.term);
            campaign(kind);
        }
    }

    /**
     * Whether a membership change is committed that this member does not go by yet: its idea of a majority is out of
     * date.
     */
    private boolean hasUnappliedConfChange() {
        long next = raft.log.applying().applied() + 1;
        long end = raft.log.committed() + 1;
        while (next < end) {
            List<Entry> page = raft.log.slice(next, end, raft.log.applying().maxBytes());
            if (page == null || page.isEmpty()) {
                throw raft.trace.fatal("error scanning unapplied entries [%d, %d)", next, end);
            }
            for (Entry entry : page) {
                if (entry.type().changesMembership()) {
                    return true;
                }
            }
            next += page.size();
        }
        return false;
    }

    private void campaign(Campaign kind) {
        boolean pre = kind == Campaign.PRE_ELECTION;
        if (pre) {
            roles.becomePreCandidate();
        } else {
            roles.becomeCandidate();
        }
        // A pre-vote asks for the term that the campaign proper would begin.
        long term = pre ? raft.term + 1 : raft.term;
        IdSet voters = raft.tracker.config().allVoters();
        for (int i = 0; i < voters.size(); i++) {
            if (voters.get(i) == raft.id) {
                // Its own vote counts when it is durable, like any other.
                raft.outbox.send(VoteResponse.granted(raft.id, raft.id, term, pre));
            } else {
                request(kind, voters.get(i), term);
            }
        }
    }

    private void request(Campaign kind, long voter, long term) {
        long lastIndex = raft.log.lastIndex();
        long lastTerm = raft.log.lastTerm();
        VoteRequest request = new VoteRequest(
                raft.id, voter, term, kind == Campaign.PRE_ELECTION, lastIndex, lastTerm, kind == Campaign.TRANSFER);
        raft.trace.info(
                "%x [logterm: %d, index: %d] sent %s request to %x at term %d",
                raft.id, lastTerm, lastIndex, request.type(), voter, raft.term);
        raft.outbox.send(request);
    }

    /** A voter has answered. Answers to another kind of request than the present one are left over from before. */
    void onVoteResponse(VoteResponse answer) {
        if (answer.preVote() != (raft.role == Role.PRE_CANDIDATE)) {
            return;
        }
        raft.trace.info(
                "%x received %s%s from %x at term %d",
                raft.id, answer.type(), answer.reject() ? " rejection" : "", answer.from(), raft.term);
        raft.tracker.votes().record(answer.from(), !answer.reject());
        raft.trace.info(
                "%x has received %d %s votes and %d vote rejections",
                raft.id, raft.tracker.count(Ballot.GRANTED), answer.type(), raft.tracker.count(Ballot.REJECTED));
        conclude();
        learnCommit(answer);
    }

    /**
     * Commits what a voter that refuses knows to be committed. Without this, members can wait for each other for ever:
     * one that needs votes of the old configuration, and others with longer logs that know that there is a new one in
     * which they do not count.
     */
    void learnCommit(VoteResponse answer) {
        boolean news = answer.reject()
                && answer.commitTerm() != 0
                && !raft.isLeader()
                && raft.log.maybeCommit(answer.commit(), answer.commitTerm());
        if (news && raft.role != Role.FOLLOWER && hasUnappliedConfChange()) {
            roles.becomeFollower(raft.term, RaftState.NONE);
        }
    }

    private void conclude() {
        switch (raft.tracker.voteResult()) {
            case WON -> {
                if (raft.role == Role.PRE_CANDIDATE) {
                    campaign(Campaign.ELECTION);
                } else {
                    roles.becomeLeader();
                    replication.broadcastAppend();
                }
            }
            case LOST -> roles.becomeFollower(raft.term, RaftState.NONE);
            case PENDING -> {}
        }
    }
}
