package dev.quoin.core.backup;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.quoin.api.storage.ReadView;
import dev.quoin.core.bbolt.BucketSource;
import dev.quoin.core.cluster.Alarms;
import dev.quoin.core.cluster.ClusterTable;
import dev.quoin.core.store.Keys;
import dev.quoin.core.store.StoreView;
import dev.quoin.core.store.Tables;
import dev.quoin.protocol.rpc.AlarmMember;
import dev.quoin.protocol.rpc.AlarmType;
import dev.quoin.protocol.rpc.Member;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The store as etcd's ten buckets. */
final class EtcdView {
    private static final byte[] NO_DOWNGRADE = EtcdBuckets.name("{\"target-version\":\"\",\"enabled\":false}");

    private final StoreView store;
    private final ReadView view;
    private final Position position;
    private final @Nullable String version;

    /**
     * Where the store stands in the log.
     *
     * @param index of the last applied entry
     * @param term of that entry
     */
    record Position(long index, long term) {}

    /** @param version the version to write for the cluster and the storage, null for the one that is stored */
    EtcdView(StoreView store, Position position, @Nullable String version) {
        this.store = store;
        this.view = store.backend();
        this.position = position;
        this.version = version == null ? ClusterTable.version(view) : version;
    }

    List<BucketSource> buckets() {
        return List.of(
                new KeyBucket(store),
                leases(),
                alarms(),
                cluster(),
                members(),
                removedMembers(),
                TableBucket.same(EtcdBuckets.AUTH, view, Tables.AUTH),
                TableBucket.same(EtcdBuckets.AUTH_USERS, view, Tables.AUTH_USER),
                TableBucket.same(EtcdBuckets.AUTH_ROLES, view, Tables.AUTH_ROLE),
                meta());
    }

    private SmallBucket alarms() {
        SmallBucket bucket = new SmallBucket(EtcdBuckets.ALARM);
        for (AlarmMember alarm : Alarms.list(view, AlarmType.NONE)) {
            bucket.put(alarm.toByteArray(), Keys.EMPTY);
        }
        return bucket;
    }

    private SmallBucket cluster() {
        SmallBucket bucket = new SmallBucket(EtcdBuckets.CLUSTER).put(EtcdBuckets.DOWNGRADE, NO_DOWNGRADE);
        if (version != null) {
            bucket.put(EtcdBuckets.CLUSTER_VERSION, version.getBytes(US_ASCII));
        }
        return bucket;
    }

    private SmallBucket members() {
        SmallBucket bucket = new SmallBucket(EtcdBuckets.MEMBERS);
        for (Member member : ClusterTable.members(view)) {
            bucket.put(idText(member.getID()), EtcdJson.member(member));
        }
        return bucket;
    }

    private SmallBucket removedMembers() {
        SmallBucket bucket = new SmallBucket(EtcdBuckets.MEMBERS_REMOVED);
        for (long id : ClusterTable.removed(view)) {
            bucket.put(idText(id), EtcdBuckets.REMOVED);
        }
        return bucket;
    }

    private static byte[] idText(long id) {
        return EtcdBuckets.name(Long.toHexString(id));
    }

    private SmallBucket meta() {
        SmallBucket bucket = new SmallBucket(EtcdBuckets.META)
                .put(EtcdBuckets.CONSISTENT_INDEX, Keys.ofLong(position.index()))
                .put(EtcdBuckets.TERM, Keys.ofLong(position.term()))
                .put(EtcdBuckets.CONF_STATE, EtcdJson.configuration(ClusterTable.configuration(view)));
        if (version != null) {
            bucket.put(EtcdBuckets.STORAGE_VERSION, version.getBytes(US_ASCII));
        }
        // What is compacted but not removed yet, etcd removes when it starts.
        if (store.compacted() > 0) {
            bucket.put(EtcdBuckets.SCHEDULED_COMPACT, new RevisionKey(store.compacted(), 0, false).encode());
        }
        long done = store.compactedDone();
        if (done > 0) {
            bucket.put(EtcdBuckets.FINISHED_COMPACT, new RevisionKey(done, 0, false).encode());
        }
        return bucket;
    }

    private BucketSource leases() {
        return new TableBucket(EtcdBuckets.LEASE, view, Tables.LEASE, LeaseCodec::toEtcd);
    }
}
