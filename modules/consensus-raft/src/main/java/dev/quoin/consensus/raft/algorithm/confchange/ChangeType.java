package dev.quoin.consensus.raft.algorithm.confchange;

/** What happens to one member. The codes are etcd's. */
public enum ChangeType {
    /** Becomes a voter, new or from being a learner. */
    ADD_NODE(0, "ConfChangeAddNode", 'v'),
    /** Leaves. */
    REMOVE_NODE(1, "ConfChangeRemoveNode", 'r'),
    /** Stays what it is; only the context is news. */
    UPDATE_NODE(2, "ConfChangeUpdateNode", 'u'),
    /** Becomes a learner, new or from being a voter. */
    ADD_LEARNER_NODE(3, "ConfChangeAddLearnerNode", 'l');

    private final int code;
    private final String label;
    private final char letter;

    ChangeType(int code, String label, char letter) {
        this.code = code;
        this.label = label;
        this.letter = letter;
    }

    /** The stable number that stands for this in an entry. */
    public int code() {
        return code;
    }

    /**
     * What a number stands for.
     *
     * @throws ConfChangeException naming a number that stands for nothing
     */
    public static ChangeType ofCode(long code) {
        for (ChangeType type : values()) {
            if (type.code == code) {
                return type;
            }
        }
        throw new ConfChangeException("unexpected conf type " + code);
    }

    /** The letter before the id in etcd's short form, such as {@code v1 l2}. */
    public char letter() {
        return letter;
    }

    /** etcd's name for it. */
    @Override
    public String toString() {
        return label;
    }
}
