package dev.quoin.consensus.raft.algorithm.message;

/**
 * The leader's answer to {@link ReadIndex}.
 *
 * @param from the leader
 * @param to who reads
 * @param term the leader's
 * @param index up to which the reader must have applied
 * @param requestId from the request
 */
public record ReadIndexResponse(long from, long to, long term, long index, long requestId) implements PeerMessage {
    @Override
    public MessageType type() {
        return MessageType.READ_INDEX_RESPONSE;
    }

    @Override
    public boolean isResponse() {
        return true;
    }
}
