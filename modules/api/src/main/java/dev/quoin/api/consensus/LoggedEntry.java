package dev.quoin.api.consensus;

/**
 * An entry as it lies in a log, committed or not.
 *
 * @param index its place in the log
 * @param term the term it was proposed in
 * @param type what it holds, by etcd's numbers: 0 a command, 1 a change of one member, 2 a change of any number of members
 * @param data for type 0 the command as it was proposed, empty for an entry that a new leader begins its term with; for the others etcd's
 *     {@code ConfChange} and {@code ConfChangeV2} with the context of the change. Never changed by anyone.
 */
public record LoggedEntry(long index, long term, int type, byte[] data) {
    /** The type of a command. */
    public static final int COMMAND = 0;
    /** The type of a change of one member. */
    public static final int MEMBER_CHANGE = 1;
    /** The type of a change of any number of members. */
    public static final int MEMBER_CHANGES = 2;
}
