package dev.quoin.consensus.raft.runtime;

import dev.quoin.api.consensus.ConsensusContext;
import dev.quoin.api.host.Agent;
import dev.quoin.api.host.Host;
import dev.quoin.api.peer.ClusterException;
import dev.quoin.api.peer.ClusterException.Reason;
import dev.quoin.api.peer.Completion;
import dev.quoin.consensus.raft.algorithm.RaftConfig;
import dev.quoin.consensus.raft.algorithm.RaftNode;
import dev.quoin.consensus.raft.algorithm.confchange.ConfChangeCodec;
import dev.quoin.consensus.raft.algorithm.message.Entry;
import dev.quoin.consensus.raft.algorithm.message.InstallSnapshot;
import dev.quoin.consensus.raft.algorithm.message.Message;
import dev.quoin.consensus.raft.wal.LogStore;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Starts the three threads of a member, connects them, and ends them. */
final class RaftThreads {
    private static final int RAFT_INBOX = 8192;
    private static final int WORK_INBOX = 1024;
    private static final int MAX_READS = 1 << 16;
    private static final int MAX_MESSAGES = 4096;
    private static final int MAX_REQUESTS = 256;
    private static final long MAX_MESSAGES_BYTES = 64 << 20;
    private static final long MAX_MESSAGE_BYTES = 512 << 10;
    private static final int MAX_INFLIGHT_MESSAGES = 512;
    private static final long MAX_INFLIGHT_BYTES = 32 << 20;
    private static final long MAX_APPLYING_BYTES = 16 << 20;
    private static final long READ_RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long SNAPSHOT_KEEP_NANOS = TimeUnit.SECONDS.toNanos(30);

    /** Time for the disk; two elections are added to it. */
    private static final long REQUEST_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final RaftOptions options;
    private final ConsensusContext context;
    private final Host host;
    private final LogStore log;
    private final Board board;
    private final long ownId;
    private final Agent raft;
    private final Agent write;
    private final Agent apply;
    private final LogWriter writer;
    private final EntryFeeder applier;
    private final PeerLinks links;
    private final RaftWork work;
    private final OutgoingSnapshots snapshots;
    private final Intake<ProposalQueue.Proposal> proposals;
    private final Intake<Completion<Long>> reads;
    private final Intake<PeerLinks.Received> messages;
    private final Intake<Request> requests;
    private @Nullable RaftDriver driver;
    private volatile boolean stopping;

    /** Something rare that is asked of the raft thread. */
    private record Request(Consumer<RaftDriver> what, Runnable onStopped) {}

    /** Starts the threads; they do nothing yet. */
    RaftThreads(RaftOptions options, ConsensusContext context, LogStore log, SnapshotSpool spool, Board board) {
        this.options = options;
        this.context = context;
        this.host = context.host();
        this.log = log;
        this.board = board;
        this.ownId = context.identity().memberId();
        raft = host.startAgent("raft", RAFT_INBOX, this::endRound);
        write = host.startAgent("raft-log", WORK_INBOX, this::endWrite);
        apply = host.startAgent("raft-apply", WORK_INBOX, this::endApply);
        messages = new Intake<>(
                MAX_MESSAGES,
                MAX_MESSAGES_BYTES,
                PeerLinks.Received::bytes,
                raft,
                received -> withDriver(d -> d.receive(received), () -> {}),
                received -> {});
        requests = new Intake<>(
                MAX_REQUESTS,
                raft,
                request -> withDriver(request.what, request.onStopped),
                request -> request.onStopped.run());
        links = new PeerLinks(
                ownId,
                context.peers(),
                messages,
                this::unreachable,
                (message, encoded) -> spool.receive(message, encoded, this::arrived),
                host.random("raft-peers").nextLong());
        writer = new LogWriter(host, log, ownId, links::send, this::written);
        applier = new EntryFeeder(context.stateMachine(), report -> toDriver(d -> d.applied(report)));
        work = new RaftWork(host, write, apply, writer, applier, context.stateMachine(), spool, this::toDriver);
        snapshots = new OutgoingSnapshots(
                context.peers(),
                work::openSnapshot,
                (peer, delivered) -> toDriver(d -> d.snapshotSent(peer, delivered)),
                SNAPSHOT_KEEP_NANOS);
        proposals = new Intake<>(
                options.maxProposals(),
                raft,
                proposal -> withDriver(d -> d.propose(proposal), () -> dropped(proposal)),
                RaftThreads::dropped);
        reads = new Intake<>(
                MAX_READS, raft, read -> withDriver(d -> d.read(read), () -> stopped(read)), RaftThreads::stopped);
    }

    /** Lets the member take part. */
    void start() {
        apply.offer(() -> {
            // A snapshot that arrived before the last stop comes before anything is replayed on top of it.
            work.installLeftOver(log.firstIndex() - 1);
            raft.offer(this::begin);
        });
        context.peers().start(links);
    }

    boolean propose(ProposalQueue.Proposal proposal) {
        return proposals.offer(proposal);
    }

    boolean read(Completion<Long> done) {
        return reads.offer(done);
    }

    boolean request(Consumer<RaftDriver> what, Runnable onStopped) {
        return requests.offer(new Request(what, onStopped));
    }

    /** For what must not get lost: the inbox has room for all that the engine's own threads can have under way. */
    void toDriver(Consumer<RaftDriver> what) {
        boolean taken = raft.offer(() -> withDriver(what, () -> {}));
        if (!taken && !stopping) {
            host.fatal(
                    "the inbox of the raft thread is full", new IllegalStateException("more work than was handed out"));
        }
    }

    /** Ends the threads, each after what it had accepted. Not to be called by one of them. */
    void stop() {
        stopping = true;
        context.peers().close();
        raft.close();
        write.close();
        apply.close();
        proposals.stop();
        reads.stop();
        messages.stop();
        requests.stop();
        if (driver != null) {
            driver.stop();
        }
    }

    private void begin() {
        RandomGenerator random = host.random("raft");
        boolean isNew = log.isEmpty();
        long applied = context.stateMachine().appliedIndex();
        RaftDriver begun = new RaftDriver(
                new RaftNode(config(random, applied)),
                applied,
                work,
                context.stateMachine(),
                links,
                snapshots,
                new RaftDriver.Waiting(
                        new ReadBarriers(random.nextLong(), READ_RETRY_NANOS, requestNanos()),
                        new PendingChanges(random.nextLong(), requestNanos()),
                        new PendingTransfers(electionNanos())),
                board);
        driver = begun;
        if (isNew && !context.bootstrap().initialMembers().isEmpty()) {
            begun.bootstrap(initialEntries());
        } else {
            begun.campaignIfAlone();
        }
        raft.schedule(tickNanos(), this::tick);
    }

    private List<Entry> initialEntries() {
        return context.bootstrap().initialMembers().stream()
                .map(change -> ConfChangeCodec.singleProposal(0, Memberships.toSingleChange(change), change.context()))
                .toList();
    }

    private RaftConfig config(RandomGenerator random, long applied) {
        RaftStorage storage = new RaftStorage(
                log,
                Memberships.toConfState(context.stateMachine().membership()),
                () -> snapshots.offer(log.firstIndex() - 1));
        return RaftConfig.builder(ownId, storage)
                .applied(applied)
                .electionTick(options.electionTicks())
                .heartbeatTick(1)
                .asyncStorageWrites(true)
                .maxSizePerMessage(MAX_MESSAGE_BYTES)
                .maxCommittedSizePerReady(MAX_APPLYING_BYTES)
                .maxUncommittedSize(options.maxUncommittedBytes())
                .maxInflightMessages(MAX_INFLIGHT_MESSAGES)
                .maxInflightBytes(MAX_INFLIGHT_BYTES)
                .stepDownOnRemoval(true)
                .randomInt(random::nextInt)
                .tracer(new LogTracer())
                .build();
    }

    private void tick() {
        raft.schedule(tickNanos(), this::tick);
        withDriver(RaftDriver::tick, () -> {});
    }

    private void unreachable(long peer) {
        // Dropped when too much waits: it is only a hint.
        request(driver -> driver.unreachable(peer), () -> {});
    }

    private void arrived(InstallSnapshot snapshot) throws IOException {
        if (!request(driver -> driver.snapshotArrived(snapshot), () -> {})) {
            throw new IOException("too many requests wait");
        }
    }

    private void written(List<Message> responses) {
        toDriver(d -> d.written(responses));
    }

    private void endRound() {
        work.resume();
        withDriver(RaftDriver::round, () -> {});
    }

    private void endWrite() {
        writer.endBatch();
    }

    private void endApply() {
        applier.endBatch();
    }

    private void withDriver(Consumer<RaftDriver> what, Runnable otherwise) {
        RaftDriver running = driver;
        if (running == null) {
            otherwise.run();
        } else {
            what.accept(running);
        }
    }

    private static void dropped(ProposalQueue.Proposal proposal) {
        proposal.onDropped().dropped(Reason.STOPPED);
    }

    private static void stopped(Completion<Long> read) {
        read.failed(new ClusterException(Reason.STOPPED, "the member is not running"));
    }

    private long tickNanos() {
        return TimeUnit.MILLISECONDS.toNanos(options.heartbeatMillis());
    }

    private long electionNanos() {
        return TimeUnit.MILLISECONDS.toNanos(options.electionMillis());
    }

    private long requestNanos() {
        return REQUEST_NANOS + 2 * electionNanos();
    }
}
