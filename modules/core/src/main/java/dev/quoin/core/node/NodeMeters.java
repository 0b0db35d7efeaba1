package dev.quoin.core.node;

import dev.quoin.api.consensus.ConsensusNode;
import dev.quoin.api.consensus.ConsensusStatus;
import dev.quoin.api.host.Label;
import dev.quoin.api.host.Meters;
import dev.quoin.core.cluster.ClusterTable;
import dev.quoin.core.cluster.MemberCard;
import dev.quoin.core.kv.KvCounts;
import dev.quoin.core.lease.LeaseCounts;
import dev.quoin.core.store.KeyRange;
import dev.quoin.core.store.Keys;
import dev.quoin.core.store.Store;
import dev.quoin.core.store.StoreView;
import dev.quoin.core.watch.WatchHub;
import java.util.function.ToDoubleFunction;

/** Shows the figures that the parts keep anyway, under etcd's names. They are read when somebody looks. */
final class NodeMeters {
    private static final KeyRange EVERYTHING = new KeyRange(Keys.EMPTY, null, false);

    private final Meters meters;

    private NodeMeters(Meters meters) {
        this.meters = meters;
    }

    static void show(Meters meters, NodeConfig config, StorageParts storage, ConsensusParts log) {
        NodeMeters shown = new NodeMeters(meters);
        shown.consensus(log);
        shown.member(config, storage.store);
        shown.keys(storage.counts);
        shown.store(storage.store);
        shown.watches(storage.watches);
        shown.leases(storage.lessor.counts());
    }

    private void consensus(ConsensusParts log) {
        ConsensusNode consensus = log.consensus;
        status(
                consensus,
                "etcd_server_has_leader",
                "Whether or not a leader exists. 1 is existence, 0 is not.",
                s -> s.leaderId() == 0 ? 0 : 1);
        status(
                consensus,
                "etcd_server_is_leader",
                "Whether or not this member is a leader. 1 if is, 0 otherwise.",
                s -> s.leader() ? 1 : 0);
        status(
                consensus,
                "etcd_server_is_learner",
                "Whether or not this member is a learner. 1 if is, 0 otherwise.",
                s -> s.learner() ? 1 : 0);
        status(
                consensus,
                "etcd_server_proposals_committed_total",
                "The total number of consensus proposals committed.",
                ConsensusStatus::commitIndex);
        status(
                consensus,
                "etcd_server_proposals_applied_total",
                "The total number of consensus proposals applied.",
                ConsensusStatus::appliedIndex);
        meters.counter(
                "etcd_server_leader_changes_seen_total",
                "The number of leader changes seen.",
                log.events::leaderChanges);
        meters.gauge(
                "etcd_server_proposals_pending",
                "The current number of pending proposals to commit.",
                log.pending::count);
        meters.counter(
                "etcd_server_proposals_failed_total",
                "The total number of failed proposals seen.",
                log.proposer::failed);
    }

    private void status(ConsensusNode consensus, String name, String help, ToDoubleFunction<ConsensusStatus> figure) {
        meters.gauge(name, help, () -> figure.applyAsDouble(consensus.status()));
    }

    private void member(NodeConfig config, Store store) {
        MemberCard member = config.member();
        Label id = new Label("server_id", Long.toHexString(member.id()));
        meters.gauge("etcd_server_id", "Server or member ID in hexadecimal format.", () -> 1, id);
        Label version = new Label("server_version", member.apiVersion());
        meters.gauge("etcd_server_version", "Which version is running.", () -> 1, version);
        Label cluster = new Label("cluster_version", minor(member.apiVersion()) + ".0");
        meters.gauge("etcd_cluster_version", "Which version the cluster agreed on.", () -> hasVersion(store), cluster);
        meters.gauge(
                "etcd_server_quota_backend_bytes",
                "Current backend storage quota size in bytes.",
                () -> config.options().store().quotaBytes());
    }

    private static String minor(String version) {
        return version.substring(0, version.lastIndexOf('.'));
    }

    private static double hasVersion(Store store) {
        try (StoreView view = store.openView()) {
            return ClusterTable.version(view.backend()) == null ? 0 : 1;
        }
    }

    private void keys(KvCounts counts) {
        meters.counter("etcd_mvcc_range_total", "Total number of ranges seen by this member.", counts.ranges::sum);
        meters.counter("etcd_mvcc_put_total", "Total number of puts seen by this member.", counts.puts::sum);
        meters.counter("etcd_mvcc_delete_total", "Total number of deletes seen by this member.", counts.deletions::sum);
        meters.counter("etcd_mvcc_txn_total", "Total number of txns seen by this member.", counts.txns::sum);
    }

    private void store(Store store) {
        meters.gauge(
                "etcd_mvcc_db_total_size_in_bytes",
                "Total size of the underlying database physically allocated in bytes.",
                () -> store.backend().stats().diskBytes());
        meters.gauge(
                "etcd_mvcc_db_total_size_in_use_in_bytes",
                "Total size of the underlying database logically in use in bytes.",
                () -> store.backend().stats().inUseBytes());
        meters.gauge("etcd_debugging_mvcc_current_revision", "The current revision of store.", store::revision);
        meters.gauge(
                "etcd_debugging_mvcc_compact_revision",
                "The revision of the last compaction in store.",
                store::compacted);
        meters.gauge("etcd_debugging_mvcc_keys_total", "Total number of keys.", () -> keys(store));
    }

    private static double keys(Store store) {
        try (StoreView view = store.openView()) {
            return view.count(EVERYTHING, view.revision());
        }
    }

    private void watches(WatchHub watches) {
        meters.gauge(
                "etcd_debugging_mvcc_watch_stream_total",
                "Total number of watch streams.",
                () -> watches.stats().streams());
        meters.gauge(
                "etcd_debugging_mvcc_watcher_total",
                "Total number of watchers.",
                () -> watches.stats().watches());
        meters.gauge(
                "etcd_debugging_mvcc_slow_watcher_total",
                "Total number of unsynced slow watchers.",
                () -> watches.stats().slowWatches());
        meters.counter(
                "etcd_debugging_mvcc_events_total",
                "Total number of events sent by this member.",
                () -> watches.stats().eventsSent());
    }

    private void leases(LeaseCounts counts) {
        meters.counter(
                "etcd_debugging_lease_granted_total", "The total number of granted leases.", counts.granted::sum);
        meters.counter(
                "etcd_debugging_lease_revoked_total", "The total number of revoked leases.", counts.revoked::sum);
        meters.counter(
                "etcd_debugging_lease_renewed_total",
                "The number of renewed leases seen by the leader.",
                counts.renewed::sum);
        meters.counter(
                "etcd_debugging_server_lease_expired_total",
                "The total number of expired leases.",
                counts.expired::sum);
    }
}
