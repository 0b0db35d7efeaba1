package dev.quoin.consensus.raft.algorithm.message;

/**
 * A candidate asks for a vote; after a pre-vote only once its term, its own vote and its log are durable.
 *
 * @param from the candidate
 * @param to a voter
 * @param term the term it campaigns for; before the vote proper, one that nobody has begun yet
 * @param preVote whether it only asks if it would be granted
 * @param lastIndex the end of its log
 * @param lastTerm the term there
 * @param transfer whether the leader itself asked for this, so that its lease does not stand in the way
 */
public record VoteRequest(
        long from, long to, long term, boolean preVote, long lastIndex, long lastTerm, boolean transfer)
        implements PeerMessage {
    @Override
    public MessageType type() {
        return preVote ? MessageType.PRE_VOTE : MessageType.VOTE;
    }
}
