package dev.quoin.api.consensus;

/**
 * A change of one member.
 *
 * @param kind what changes
 * @param memberId whose
 * @param context opaque to the engine; handed to every state machine with the change
 */
public record MemberChange(Kind kind, long memberId, byte[] context) {
    /** What changes. */
    public enum Kind {
        /** A new voter; with an empty context, a learner becomes one. */
        ADD_VOTER,
        /** A new member without a vote. */
        ADD_LEARNER,
        /** A member leaves; it stops itself once it has applied this. */
        REMOVE,
        /** Only the context is news, for example other URLs. */
        UPDATE
    }
}
