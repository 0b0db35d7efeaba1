package dev.quoin.consensus.raft.algorithm.message;

/** What an entry's data is. The codes are etcd's, on disk and between members. */
public enum EntryType {
    /** A command for the state machine; without data, what a new leader begins its term with. */
    NORMAL(0, "EntryNormal"),
    /** A change of one member, in etcd's older encoding. */
    CONF_CHANGE(1, "EntryConfChange"),
    /** A change of any number of members; without data, the end of a joint change. */
    CONF_CHANGE_V2(2, "EntryConfChangeV2");

    private final int code;
    private final String label;

    EntryType(int code, String label) {
        this.code = code;
        this.label = label;
    }

    /** The stable number that stands for this type in bytes. */
    public int code() {
        return code;
    }

    /**
     * The type that a number stands for.
     *
     * @throws IllegalArgumentException naming a number that stands for none
     */
    public static EntryType ofCode(int code) {
        return switch (code) {
            case 0 -> NORMAL;
            case 1 -> CONF_CHANGE;
            case 2 -> CONF_CHANGE_V2;
            default -> throw new IllegalArgumentException("unknown entry type " + code);
        };
    }

    /** Whether entries of this type change the membership. */
    public boolean changesMembership() {
        return this != NORMAL;
    }

    /** etcd's name for it. */
    @Override
    public String toString() {
        return label;
    }
}
