package dev.quoin.core.node;

import dev.quoin.api.host.Host;
import dev.quoin.api.transport.Pages;
import dev.quoin.core.ask.Askers;
import dev.quoin.core.health.HealthPages;
import dev.quoin.core.lease.LeaseAnswers;
import dev.quoin.core.membership.QuorumGuard;
import dev.quoin.core.peer.PeerHub;
import dev.quoin.core.read.LoopViews;
import dev.quoin.core.read.RangeServer;
import dev.quoin.core.read.RangeStreams;
import dev.quoin.core.read.Readers;
import dev.quoin.core.server.ApiMethods;
import dev.quoin.core.server.ClusterService;
import dev.quoin.core.server.Eligibility;
import dev.quoin.core.server.HealthService;
import dev.quoin.core.server.KvService;
import dev.quoin.core.server.LeaderStreams;
import dev.quoin.core.server.LeaseService;
import dev.quoin.core.server.MaintenanceService;
import dev.quoin.core.upkeep.Defragmenter;
import dev.quoin.protocol.method.EtcdMethods;

/** The third step: what clients and probes are served. */
final class Services {
    final ApiMethods methods;
    final Pages pages;
    final Pages peerPages;
    final LeaderStreams leaderStreams;
    private final NodeConfig config;
    private final Surroundings around;
    private final StorageParts storage;
    private final ConsensusParts log;
    private final LoopViews views;
    private final Readers readers;

    Services(NodeConfig config, Surroundings around, StorageParts storage, ConsensusParts log, CloseStack parts) {
        this.config = config;
        this.around = around;
        this.storage = storage;
        this.log = log;
        Host host = around.host();
        readers = parts.add(new Readers(host, config.options().requests().readerThreads()));
        views = new LoopViews(storage.store);
        leaderStreams = new LeaderStreams(
                log.housekeeping,
                log.consensus,
                config.options().cluster().electionTimeout().toNanos());
        methods = new ApiMethods(new Eligibility(log.consensus, leaderStreams), Askers.NOBODY, around.audit());
        keys();
        leases();
        members();
        maintenance(parts.add(new Defragmenter(host, storage.backend, log.housekeeping)));
        new HealthService().register(methods);
        HealthPages health = new HealthPages(
                storage.store, log.consensus, log.reads, config.member().apiVersion(), host.meters());
        pages = health;
        peerPages = health.forPeers(config.member().identity().clusterId());
    }

    private void keys() {
        RangeServer ranges = new RangeServer(views, readers, storage.headers, storage.counts);
        new KvService(
                        log.proposer,
                        log.quota,
                        log.reads,
                        ranges,
                        views,
                        storage.headers,
                        storage.compactor,
                        config.options().requests().maxTxnOps())
                .register(methods);
        methods.streaming(
                EtcdMethods.KV_RANGE_STREAM, new RangeStreams(storage.store, log.reads, readers, storage.headers));
        methods.streaming(EtcdMethods.WATCH, storage.watches.handler());
    }

    private void leases() {
        LeaseAnswers answers = new LeaseAnswers(
                log.consensus, log.reads, storage.lessor, storage.store, storage.headers, log.leaderCalls);
        answers.register(around.peers());
        new LeaseService(
                        log.proposer,
                        log.quota,
                        views,
                        answers,
                        storage.lessor,
                        storage.headers,
                        around.host().random("lease-id"))
                .register(methods);
    }

    private void members() {
        PeerHub peers = around.peers();
        QuorumGuard guard = new QuorumGuard(
                peers, config.member().id(), config.options().cluster().strictReconfig());
        new ClusterService(
                        log.reads,
                        views,
                        storage.store,
                        storage.headers,
                        log.consensus,
                        around.host().clock(),
                        log.changes,
                        log.leaderCalls,
                        guard,
                        config.options().cluster().maxLearners())
                .register(methods, peers);
    }

    private void maintenance(Defragmenter defragmenter) {
        new MaintenanceService(
                        storage.store,
                        log.consensus,
                        log.proposer,
                        views,
                        readers,
                        storage.headers,
                        config.member(),
                        config.options().store().quotaBytes(),
                        storage.toldHashes)
                .register(methods, defragmenter, log.moves);
    }
}
