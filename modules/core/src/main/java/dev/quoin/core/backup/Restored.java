package dev.quoin.core.backup;

import dev.quoin.api.consensus.LogSeed;
import dev.quoin.api.consensus.LoggedEntry;
import dev.quoin.api.consensus.MemberChange;
import dev.quoin.api.consensus.Membership;
import dev.quoin.api.consensus.SnapshotMeta;
import dev.quoin.api.storage.ReadView;
import dev.quoin.api.storage.StorageBackend;
import dev.quoin.core.cluster.ClusterTable;
import dev.quoin.core.cluster.FoundingMembers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * The first state of a member of a new cluster that begins with the keys of a backup. All of its members do the same.
 */
public final class Restored {
    private static final long TERM = 1;

    private Restored() {}

    /**
     * Fills a backend, as if the founding members had been added already.
     *
     * @param bumpRevision by how much the present revision is raised; with more than 0 all of history counts as
     *     compacted
     * @param progress gets the number of bytes read so far
     */
    public static void fill(
            EtcdFile file, StorageBackend backend, FoundingMembers founders, long bumpRevision, LongConsumer progress)
            throws IOException {
        long index = founders.changes().size();
        Restorer.run(file, backend, new Restorer.Target(index, TERM, bumpRevision, founders.members()), progress);
    }

    /** The log of such a member: the additions of all members, committed. */
    public static LogSeed log(FoundingMembers founders) {
        List<LoggedEntry> entries = new ArrayList<>();
        for (MemberChange change : founders.changes()) {
            entries.add(new LoggedEntry(
                    entries.size() + 1L, TERM, LoggedEntry.Kind.MEMBER_CHANGES, List.of(change), new byte[0]));
        }
        Membership nobody = new Membership(Set.of(), Set.of(), Set.of(), Set.of(), false);
        SnapshotMeta nothing = new SnapshotMeta(0, 0, nobody);
        return new LogSeed(nothing, TERM, 0, entries.size(), entries.iterator());
    }

    /** Fills a backend with the state of a member of etcd that keeps its place in its cluster, and gives its log. */
    public static LogSeed takeOver(EtcdDirectory etcd, StorageBackend backend, LongConsumer progress)
            throws IOException {
        Restorer.run(etcd.database(), backend, new Restorer.Target(etcd.index(), etcd.term(), 0, null), progress);
        try (ReadView view = backend.openView()) {
            return etcd.seed(ClusterTable.configuration(view));
        }
    }
}
