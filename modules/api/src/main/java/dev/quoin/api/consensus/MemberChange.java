package dev.quoin.api.consensus;

/**
 * A change of one member.
 *
 * @param kind the kind of change
 * @param memberId the member that it concerns
 * @param context bytes that mean nothing to the engine; every state machine gets them with the change
 */
public record MemberChange(Kind kind, long memberId, byte[] context) {
    /** The kinds of change. */
    public enum Kind {
        /** Adds a voter. With an empty context, makes a learner a voter. */
        ADD_VOTER,
        /** Adds a member without a vote. */
        ADD_LEARNER,
        /** Removes a member, which stops itself once it has applied this. */
        REMOVE,
        /** Changes the context only, for example the member's URLs. */
        UPDATE
    }
}
