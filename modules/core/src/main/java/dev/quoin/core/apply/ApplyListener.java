package dev.quoin.core.apply;

import dev.quoin.api.consensus.MemberChange;
import dev.quoin.core.store.RevisionEvents;
import java.util.List;

/** Hears what the state machine has done. Must not block. */
public interface ApplyListener {
    /** A batch is in the store, before its requests are answered; by the apply thread. @param revisions that it made, perhaps none */
    void committed(List<RevisionEvents> revisions);

    /** A membership change was applied; by the apply thread. */
    void memberChanged(MemberChange change);

    /** A snapshot has taken the place of the state; by the apply thread. */
    void stateReplaced();

    /** This member now knows of this leader in this term, 0 for none; by one thread at a time, in order. */
    void leaderChanged(long term, long leaderId);
}
