package dev.quoin.consensus.raft.algorithm.message;

/**
 * Asks the leader to hand over. A follower passes it on to the leader it knows.
 *
 * @param from who shall lead, as etcd has it: not who asks
 * @param to the leader
 * @param term the term of the member that passed it on, or 0
 */
public record TransferLeader(long from, long to, long term) implements PeerMessage {
    @Override
    public MessageType type() {
        return MessageType.TRANSFER_LEADER;
    }
}
