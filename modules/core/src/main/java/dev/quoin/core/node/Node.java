package dev.quoin.core.node;

import dev.quoin.api.consensus.ConsensusNode;
import dev.quoin.api.consensus.MemberChange;
import dev.quoin.api.consensus.StateMachine;
import dev.quoin.api.host.Host;
import dev.quoin.api.storage.Table;
import dev.quoin.api.transport.ApiHandler;
import dev.quoin.api.transport.Pages;
import dev.quoin.core.answer.ResponseHeaders;
import dev.quoin.core.apply.Applier;
import dev.quoin.core.apply.Operations;
import dev.quoin.core.ask.Askers;
import dev.quoin.core.ask.AuditHook;
import dev.quoin.core.cluster.AlarmRaiser;
import dev.quoin.core.cluster.ClusterTable;
import dev.quoin.core.cluster.KnownMember;
import dev.quoin.core.cluster.MemberChanges;
import dev.quoin.core.corruption.CorruptionCheck;
import dev.quoin.core.corruption.HashKeeper;
import dev.quoin.core.corruption.InitialCheck;
import dev.quoin.core.health.HealthPages;
import dev.quoin.core.lease.LeaseAnswers;
import dev.quoin.core.lease.LeaseProposer;
import dev.quoin.core.lease.LeaseWrites;
import dev.quoin.core.lease.Lessor;
import dev.quoin.core.membership.ChangeQueue;
import dev.quoin.core.membership.LeaderMoves;
import dev.quoin.core.membership.QuorumGuard;
import dev.quoin.core.membership.Removal;
import dev.quoin.core.peer.LeaderCalls;
import dev.quoin.core.peer.MemberQuestions;
import dev.quoin.core.peer.PeerDirectory;
import dev.quoin.core.peer.PeerHub;
import dev.quoin.core.propose.PendingRequests;
import dev.quoin.core.propose.Proposer;
import dev.quoin.core.read.LinearizableReads;
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
import dev.quoin.core.snapshot.BackendHome;
import dev.quoin.core.snapshot.ReplaceableBackend;
import dev.quoin.core.store.RevisionEvents;
import dev.quoin.core.store.Store;
import dev.quoin.core.store.StoreView;
import dev.quoin.core.store.Tables;
import dev.quoin.core.upkeep.Compactor;
import dev.quoin.core.upkeep.Defragmenter;
import dev.quoin.core.upkeep.LogTrimmer;
import dev.quoin.core.upkeep.Quota;
import dev.quoin.core.upkeep.Upkeep;
import dev.quoin.core.watch.WatchHub;
import dev.quoin.core.watch.WatchLimits;
import dev.quoin.protocol.error.EtcdError;
import dev.quoin.protocol.method.EtcdMethods;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A member: puts the parts together over a storage backend and a consensus engine, and offers the API to transports. Knows no plugin. {@link #start}
 * begins; {@link #close} ends it in the reverse order, the backend last.
 */
public final class Node implements AutoCloseable {
    private static final int MAX_PENDING = 1 << 16;

    private final NodeConfig config;
    private final Host host;
    private final ReplaceableBackend backend;
    private final Store store;
    private final ResponseHeaders headers;
    private final PendingRequests pending;
    private final Lessor lessor;
    private final WatchHub watches;
    private final Compactor compactor;
    private final PeerHub peers;
    private final PeerDirectory directory;
    private final LeaderCalls leaderCalls;
    private final ChangeQueue changes;
    private final LeaderMoves moves;
    private final ConsensusNode consensus;
    private final Proposer proposer;
    private final LinearizableReads reads;
    private final Readers readers;
    private final LogTrimmer trimmer;
    private final Quota quota;
    private final Upkeep upkeep;
    private final Defragmenter defragmenter;
    private final LeaderStreams leaderStreams;
    private final ApiMethods methods;
    private final Pages pages;
    private final Removal removal = new Removal();
    private final HashKeeper hashes;
    private final CorruptionCheck corruption;

    /**
     * Puts a member together; nothing runs yet.
     *
     * @param peers the links to other members; the engine is to use them too, and starts them
     * @param known other members, where the state does not tell yet
     * @param engine opens the consensus engine on the member's state machine
     */
    public Node(
            NodeConfig config,
            Host host,
            BackendHome home,
            PeerHub peers,
            List<KnownMember> known,
            Function<StateMachine, ConsensusNode> engine) {
        this(config, host, home, peers, known, AuditHook.NONE, engine);
    }

    /**
     * Like the other one, with an observer.
     *
     * @param audit hears of every request of a client and its outcome
     */
    public Node(
            NodeConfig config,
            Host host,
            BackendHome home,
            PeerHub peers,
            List<KnownMember> known,
            AuditHook audit,
            Function<StateMachine, ConsensusNode> engine) {
        this.config = config;
        this.host = host;
        backend = new ReplaceableBackend(host, home);
        store = Store.open(backend);
        headers = new ResponseHeaders(
                config.identity().clusterId(), config.identity().memberId());
        pending = new PendingRequests(config.identity().memberId(), host.clock().wallMillis(), MAX_PENDING);
        lessor = new Lessor(host, store, new LeaseProposer(this::consensus, this::proposer), config.electionTimeout());
        watches = new WatchHub(store, host, headers, watchLimits(config));
        compactor = new Compactor(host, store);
        hashes = new HashKeeper(host, store);
        this.peers = peers;
        directory = new PeerDirectory(peers, config.identity().memberId());
        directory.hint(known);
        tellDirectory();
        Applier machine = stateMachine();
        consensus = engine.apply(machine);
        long timeout = config.requestTimeout().toNanos();
        proposer = new Proposer(consensus, pending, host.clock(), timeout, config.maxRequestBytes());
        leaderCalls = new LeaderCalls(peers, consensus, store, host, timeout);
        changes = new ChangeQueue(consensus, host, timeout);
        moves = new LeaderMoves(consensus, peers, config.identity().memberId());
        reads = new LinearizableReads(consensus, host, timeout);
        readers = new Readers(host, config.readerThreads());
        trimmer = new LogTrimmer(
                host,
                backend,
                consensus,
                machine::appliedBytes,
                new LogTrimmer.Policy(
                        config.syncEntries(),
                        config.syncBytes(),
                        config.syncInterval().toNanos()));
        AlarmRaiser alarms = new AlarmRaiser(store, proposer);
        quota = new Quota(backend, alarms, config.identity().memberId(), config.quotaBytes());
        upkeep = new Upkeep(
                host,
                store,
                consensus,
                proposer,
                pending,
                quota,
                config.card(),
                config.electionTimeout().toNanos());
        defragmenter = new Defragmenter(host, backend);
        corruption = new CorruptionCheck(
                host, store, consensus, peers, alarms, hashes, config.identity().memberId(), config.corruption());
        leaderStreams =
                new LeaderStreams(host, consensus, config.electionTimeout().toNanos());
        methods = new ApiMethods(new Eligibility(consensus, leaderStreams), Askers.NOBODY, audit);
        registerMethods();
        pages = new HealthPages(store, consensus, reads, config.apiVersion(), host.meters());
        peers.whenRemoved(removal::tell);
        MemberQuestions.answer(peers, store, headers.message(0));
        hashes.answer(peers);
    }

    private static WatchLimits watchLimits(NodeConfig config) {
        return WatchLimits.forRequestsUpTo(config.maxRequestBytes())
                .withProgressInterval(config.watchProgressInterval());
    }

    private Applier stateMachine() {
        LeaseWrites leases = new LeaseWrites(lessor, minLeaseSeconds());
        Operations operations = new Operations(store, headers, leases);
        return new Applier(
                backend, store, operations, new MemberChanges(), pending, this::committed, new ClusterEvents());
    }

    private void tellDirectory() {
        try (StoreView view = store.openView()) {
            directory.update(ClusterTable.members(view.backend()));
            List<Long> removed = ClusterTable.removed(view.backend());
            directory.removed(removed);
            if (removed.contains(config.identity().memberId())) {
                removal.tell();
            }
        }
    }

    private long minLeaseSeconds() {
        long nanos = config.minLeaseTtl().toNanos();
        return Math.ceilDiv(nanos, 1_000_000_000L);
    }

    private void registerMethods() {
        LoopViews views = new LoopViews(store);
        RangeServer ranges = new RangeServer(views, readers, headers);
        RangeStreams streams = new RangeStreams(store, reads, readers, headers);
        new KvService(proposer, quota, reads, ranges, views, headers, compactor, config.maxTxnOps())
                .register(methods, streams);
        methods.streaming(EtcdMethods.WATCH, watches.handler());
        LeaseAnswers times = new LeaseAnswers(consensus, reads, lessor, store, headers, leaderCalls);
        times.register(peers);
        new LeaseService(proposer, quota, views, times, lessor, headers, host.random("lease-id")).register(methods);
        QuorumGuard guard = new QuorumGuard(peers, config.identity().memberId(), config.strictReconfig());
        new ClusterService(
                        reads,
                        views,
                        store,
                        headers,
                        consensus,
                        host.clock(),
                        changes,
                        leaderCalls,
                        guard,
                        config.maxLearners())
                .register(methods, peers);
        new MaintenanceService(store, consensus, proposer, views, readers, headers, config.card(), config.quotaBytes())
                .register(methods, defragmenter, moves);
        new HealthService().register(methods);
    }

    private void committed(List<RevisionEvents> revisions) {
        if (!revisions.isEmpty()) {
            watches.published(revisions);
        }
        lessor.committed();
        compactor.committed();
    }

    /** What the state machine tells. */
    private final class ClusterEvents implements Applier.ClusterListener {
        @Override
        public void leaderChanged(long term, long leaderId) {
            headers.term(term);
            if (leaderId != 0) {
                pending.leaderFound(term);
                proposer.leaderFound();
            }
            lessor.leading(leaderId == config.identity().memberId());
        }

        @Override
        public void memberChanged(MemberChange change) {
            tellDirectory();
            if (change.kind() == MemberChange.Kind.REMOVE
                    && change.memberId() == config.identity().memberId()) {
                removal.tell();
            }
        }

        @Override
        public void stateReplaced() {
            watches.storeReplaced();
            compactor.storeReplaced();
            hashes.storeReplaced();
            tellDirectory();
        }
    }

    private Proposer proposer() {
        return proposer;
    }

    private ConsensusNode consensus() {
        return consensus;
    }

    /** The tables that the backend must be opened with. */
    public static List<Table> tables() {
        return Tables.ALL;
    }

    /** What transports serve. */
    public ApiHandler api() {
        return methods;
    }

    /** Pages for people and probes. */
    public Pages pages() {
        return pages;
    }

    /**
     * Compares this member's data with that of the others, where it is configured to; to be waited for before {@link #start}.
     *
     * @param done gets null when it may start, else one line that says why not; must not block
     */
    public void check(Consumer<@Nullable String> done) {
        if (!config.corruption().initial()) {
            done.accept(null);
            return;
        }
        long timeout = config.requestTimeout().toNanos();
        new InitialCheck(host, store, peers, hashes, config.identity().memberId(), timeout, done).begin();
    }

    /** Starts to take part in the cluster. */
    public void start() {
        consensus.start();
        compactor.start();
        trimmer.start();
        upkeep.start();
        corruption.start();
        leaderStreams.start();
    }

    /**
     * Runs a task once this member has made itself known to the cluster and so can serve.
     *
     * @param task is run on an agent; must not block
     */
    public void whenReady(Runnable task) {
        upkeep.whenReady(task);
    }

    /** Runs a task once this member has learnt that it was removed from the cluster. */
    public void whenRemoved(Runnable task) {
        removal.then(task);
    }

    /**
     * Hands leadership over where this member has it and somebody can take it.
     *
     * @param done runs when that is over, one way or the other; must not block
     */
    public void handOver(Runnable done) {
        moves.leave(done);
    }

    /** Ends; requests under way are answered with an error. */
    @Override
    public void close() {
        leaderStreams.close();
        corruption.close();
        upkeep.close();
        trimmer.close();
        consensus.close();
        pending.failAll(EtcdError.STOPPED);
        leaderCalls.close();
        changes.close();
        reads.close();
        readers.close();
        watches.close();
        compactor.close();
        defragmenter.close();
        lessor.close();
        hashes.close();
        backend.close();
    }
}
