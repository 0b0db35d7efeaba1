package dev.quoin.api.consensus;

import java.util.List;

/**
 * An entry as it lies in a log, committed or not.
 *
 * @param index the entry's place in the log
 * @param term the term in which the entry was proposed; 0 in an engine without terms
 * @param kind what the entry holds
 * @param changes the changes of members, in order, each with its context; empty for a command, and for the end of a
 *     joint change
 * @param data for a command the bytes as they were proposed, empty for an entry that a new leader begins its term with;
 *     for changes of members the engine's own bytes, which mean nothing to others. Nobody ever changes the array.
 */
public record LoggedEntry(long index, long term, Kind kind, List<MemberChange> changes, byte[] data) {
    /** The kinds of entries. */
    public enum Kind {
        /** A command. */
        COMMAND,
        /** Changes of members. */
        MEMBER_CHANGES
    }

    /** Copies the list. */
    public LoggedEntry {
        changes = List.copyOf(changes);
    }
}
