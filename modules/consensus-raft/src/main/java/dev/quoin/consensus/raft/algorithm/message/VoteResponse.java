package dev.quoin.consensus.raft.algorithm.message;

/**
 * A voter's answer, to be sent only once the vote is durable. A refusal says what the voter knows to be committed: the
 * candidate may be held up by a membership change of which it does not know that it is committed.
 *
 * @param from the voter
 * @param to the candidate
 * @param term granted: the term of the request; rejected: the voter's own
 * @param preVote whether it answers a pre-vote
 * @param reject whether the vote is refused
 * @param commit rejected: the voter's commit index; otherwise 0
 * @param commitTerm rejected: the term of the entry there, or 0 if it is not known; otherwise 0
 */
public record VoteResponse(long from, long to, long term, boolean preVote, boolean reject, long commit, long commitTerm)
        implements PeerMessage {
    /** A vote for the candidate. */
    public static VoteResponse granted(long from, long to, long term, boolean preVote) {
        return new VoteResponse(from, to, term, preVote, false, 0, 0);
    }

    @Override
    public MessageType type() {
        return preVote ? MessageType.PRE_VOTE_RESPONSE : MessageType.VOTE_RESPONSE;
    }

    @Override
    public boolean isResponse() {
        return true;
    }
}
