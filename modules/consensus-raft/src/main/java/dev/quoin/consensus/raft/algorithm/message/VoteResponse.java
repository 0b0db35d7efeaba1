package dev.quoin.consensus.raft.algorithm.message;

/**
 * A voter's answer, to be sent only once the vote is durable.
 *
 * @param from the voter
 * @param to the candidate
 * @param term granted: the term of the request; rejected: the voter's own
 * @param preVote whether it answers a pre-vote
 * @param reject whether the vote is refused
 */
public record VoteResponse(long from, long to, long term, boolean preVote, boolean reject) implements PeerMessage {
    @Override
    public MessageType type() {
        return preVote ? MessageType.PRE_VOTE_RESPONSE : MessageType.VOTE_RESPONSE;
    }

    @Override
    public boolean isResponse() {
        return true;
    }
}
