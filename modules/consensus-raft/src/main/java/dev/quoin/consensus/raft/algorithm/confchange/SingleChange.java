package dev.quoin.consensus.raft.algorithm.confchange;

/**
 * What happens to one member.
 *
 * @param type what
 * @param nodeId to whom; 0 for nobody, which is how a state machine makes a change ineffective
 */
public record SingleChange(ChangeType type, long nodeId) {
    /** In etcd's short form, such as {@code v1}. */
    @Override
    public String toString() {
        return type.letter() + Long.toUnsignedString(nodeId);
    }
}
