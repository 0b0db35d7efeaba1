package dev.quoin.consensus.raft.algorithm.confchange;

/** Whether a change goes through a joint configuration, and how that ends. The codes are etcd's. */
public enum Transition {
    /** At once if it is a single change; else as {@link #JOINT_IMPLICIT}. */
    AUTO(0, "ConfChangeTransitionAuto"),
    /** Through a joint configuration, which the leader leaves by itself. */
    JOINT_IMPLICIT(1, "ConfChangeTransitionJointImplicit"),
    /** Through a joint configuration, which is left by another change without content. */
    JOINT_EXPLICIT(2, "ConfChangeTransitionJointExplicit");

    private final int code;
    private final String label;

    Transition(int code, String label) {
        this.code = code;
        this.label = label;
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
    public static Transition ofCode(long code) {
        for (Transition transition : values()) {
            if (transition.code == code) {
                return transition;
            }
        }
        throw new ConfChangeException("unknown transition " + code);
    }

    /** etcd's name for it. */
    @Override
    public String toString() {
        return label;
    }
}
