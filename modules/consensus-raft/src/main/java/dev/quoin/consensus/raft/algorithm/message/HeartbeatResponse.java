package dev.quoin.consensus.raft.algorithm.message;

/**
 * A follower heard its leader.
 *
 * @param from the follower
 * @param to the leader
 * @param term the follower's
 * @param readContext from the heartbeat
 */
public record HeartbeatResponse(long from, long to, long term, long readContext) implements PeerMessage {
    @Override
    public MessageType type() {
        return MessageType.HEARTBEAT_RESPONSE;
    }

    @Override
    public boolean isResponse() {
        return true;
    }
}
