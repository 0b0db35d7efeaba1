package dev.quoin.consensus.raft.algorithm.message;

/**
 * The leader hands over: campaign at once.
 *
 * @param from the leader
 * @param to who shall lead
 * @param term the leader's
 */
public record TimeoutNow(long from, long to, long term) implements PeerMessage {
    @Override
    public MessageType type() {
        return MessageType.TIMEOUT_NOW;
    }
}
