package dev.quoin.core.node;

import dev.quoin.api.consensus.MemberChange;
import dev.quoin.core.apply.ApplyListener;
import dev.quoin.core.cluster.ClusterTable;
import dev.quoin.core.membership.Removal;
import dev.quoin.core.peer.PeerDirectory;
import dev.quoin.core.propose.PendingRequests;
import dev.quoin.core.propose.Proposer;
import dev.quoin.core.store.RevisionEvents;
import dev.quoin.core.store.StoreView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells the parts of a member what its state machine has done. */
final class AppliedEvents implements ApplyListener {
    private final StorageParts storage;
    private final PendingRequests pending;
    private final PeerDirectory directory;
    private final Removal removal;
    private final long ownId;
    private volatile @Nullable Proposer proposer;
    private volatile long leaderChanges;
    private long lastLeader;

    AppliedEvents(StorageParts storage, PendingRequests pending, PeerDirectory directory, Removal removal, long ownId) {
        this.storage = storage;
        this.pending = pending;
        this.directory = directory;
        this.removal = removal;
        this.ownId = ownId;
    }

    /** The proposer exists only once the engine does, and the engine wants a state machine first. */
    void proposer(Proposer made) {
        proposer = made;
    }

    /** How many times another leader than before was seen. */
    long leaderChanges() {
        return leaderChanges;
    }

    @Override
    public void committed(List<RevisionEvents> revisions) {
        if (!revisions.isEmpty()) {
            storage.watches.published(revisions);
        }
        storage.lessor.committed();
        storage.compactor.committed();
        storage.auth.arriving.applied();
    }

    // One thread at a time writes the volatile count.
    @SuppressWarnings("NonAtomicVolatileUpdate")
    @Override
    public void leaderChanged(long term, long leaderId) {
        storage.headers.term(term);
        Proposer offered = proposer;
        if (leaderId != 0) {
            if (leaderId != lastLeader) {
                lastLeader = leaderId;
                leaderChanges++;
            }
            pending.leaderFound(term);
            if (offered != null) {
                offered.leaderFound();
            }
        }
        storage.lessor.leading(leaderId == ownId);
    }

    @Override
    public void memberChanged(MemberChange change) {
        tellDirectory();
        if (change.kind() == MemberChange.Kind.REMOVE && change.memberId() == ownId) {
            removal.happened();
        }
    }

    @Override
    public void stateReplaced() {
        storage.watches.storeReplaced();
        storage.compactor.storeReplaced();
        storage.hashes.storeReplaced();
        storage.toldHashes.storeReplaced();
        tellDirectory();
    }

    /** The peers follow the members of the state. */
    void tellDirectory() {
        try (StoreView view = storage.store.openView()) {
            directory.update(ClusterTable.members(view.backend()));
            List<Long> removed = ClusterTable.removed(view.backend());
            directory.removed(removed);
            if (removed.contains(ownId)) {
                removal.happened();
            }
        }
    }
}
