package dev.quoin.consensus.raft.algorithm.message;

/**
 * What a member must not forget.
 *
 * @param term the latest it has seen
 * @param vote whom it voted for in that term, or 0
 * @param commit the highest index it knows to be committed. Losing an advance of it is harmless, so an advance alone
 *     needs no fsync
 */
public record HardState(long term, long vote, long commit) {
    /** A member that has seen nothing. */
    public static final HardState EMPTY = new HardState(0, 0, 0);

    /** Whether there is nothing to remember. */
    public boolean isEmpty() {
        return term == 0 && vote == 0 && commit == 0;
    }
}
