package dev.quoin.core.node;

import dev.quoin.api.host.Host;
import dev.quoin.api.transport.Pages;
import dev.quoin.core.concurrency.Contenders;
import dev.quoin.core.concurrency.ElectionService;
import dev.quoin.core.concurrency.LocalApi;
import dev.quoin.core.concurrency.LockService;
import dev.quoin.core.health.HealthPages;
import dev.quoin.core.lease.LeaseAnswers;
import dev.quoin.core.membership.QuorumGuard;
import dev.quoin.core.peer.PeerHub;
import dev.quoin.core.read.LoopViews;
import dev.quoin.core.read.RangeServer;
import dev.quoin.core.read.RangeStreams;
import dev.quoin.core.read.Readers;
import dev.quoin.core.server.ApiMethods;
import dev.quoin.core.server.AuthService;
import dev.quoin.core.server.ClusterService;
import dev.quoin.core.server.Eligibility;
import dev.quoin.core.server.HealthService;
import dev.quoin.core.server.KvService;
import dev.quoin.core.server.LeaderStreams;
import dev.quoin.core.server.LeaseService;
import dev.quoin.core.server.LogIns;
import dev.quoin.core.server.MaintenanceService;
import dev.quoin.core.server.Permits;
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
    private final Permits permits;
    private final Readers readers;

    Services(NodeConfig config, Surroundings around, StorageParts storage, ConsensusParts log, CloseStack parts) {
        this.config = config;
        this.around = around;
        this.storage = storage;
        this.log = log;
        Host host = around.host();
        readers = parts.add(new Readers(host, config.options().requests().readerThreads()));
        views = new LoopViews(storage.store);
        permits = new Permits(storage.auth.gate, views, log.reads);
        leaderStreams = new LeaderStreams(
                log.housekeeping,
                log.consensus,
                config.options().cluster().electionTimeout().toNanos());
        methods = new ApiMethods(
                new Eligibility(log.consensus, leaderStreams), permits, storage.auth.arriving, around.audit());
        keys();
        leases();
        users();
        members();
        maintenance(parts.add(new Defragmenter(host, storage.backend, log.housekeeping)));
        new HealthService().register(methods);
        Contenders contenders = new Contenders(new LocalApi(methods), log.housekeeping);
        new LockService(contenders).register(methods);
        new ElectionService(contenders).register(methods);
        HealthPages health = new HealthPages(
                storage.store, log.consensus, log.reads, config.member().apiVersion(), host.meters());
        pages = health;
        peerPages = health.forPeers(config.member().identity().clusterId());
    }

    private void keys() {
        RangeServer ranges =
                new RangeServer(views, readers, storage.headers, storage.counts, storage.auth.gate::requireRead);
        new KvService(
                        log.proposer,
                        log.quota,
                        log.reads,
                        ranges,
                        views,
                        storage.headers,
                        storage.compactor,
                        config.options().requests().maxTxnOps(),
                        permits)
                .register(methods);
        methods.streaming(
                EtcdMethods.KV_RANGE_STREAM,
                new RangeStreams(storage.store, log.reads, readers, storage.headers, storage.auth.gate::requireRead));
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
                        around.host().random("lease-id"),
                        permits)
                .register(methods);
    }

    private void users() {
        AuthParts auth = storage.auth;
        LogIns logIns = new LogIns(storage.store, log.reads, auth.gate, auth.tokens, auth.passwords, log.proposer);
        new AuthService(log.proposer, auth.passwords, logIns).register(methods);
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
                        storage.toldHashes,
                        permits)
                .register(methods, defragmenter, log.moves);
    }
}
