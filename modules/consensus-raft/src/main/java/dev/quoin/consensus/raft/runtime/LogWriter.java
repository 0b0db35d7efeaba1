package dev.quoin.consensus.raft.runtime;

import dev.quoin.api.host.Clock;
import dev.quoin.api.host.Host;
import dev.quoin.api.host.Meters;
import dev.quoin.consensus.raft.algorithm.message.ConfState;
import dev.quoin.consensus.raft.algorithm.message.Message;
import dev.quoin.consensus.raft.algorithm.message.PeerMessage;
import dev.quoin.consensus.raft.algorithm.message.StorageAppend;
import dev.quoin.consensus.raft.wal.LogStore;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Writes the log: all that is waiting at once, one sync, then the answers. Lives on the log thread. */
final class LogWriter {
    private final LogStore log;
    private final long ownId;
    private final Consumer<PeerMessage> peers;
    private final Consumer<List<Message>> reports;
    private final List<PeerMessage> forPeers = new ArrayList<>();
    private List<Message> forRaft = new ArrayList<>();
    private final Clock clock;
    private final Meters.Histogram syncs;
    private boolean mustSync;
    private boolean taken;

    /**
     * For a log.
     *
     * @param peers takes answers for other members, once what they answer is durable
     * @param reports takes those for this member's raft thread
     */
    LogWriter(Host host, LogStore log, long ownId, Consumer<PeerMessage> peers, Consumer<List<Message>> reports) {
        this.clock = host.clock();
        this.syncs = host.meters()
                .histogram(
                        "etcd_disk_wal_fsync_duration_seconds",
                        "The latency distributions of fsync called by WAL.",
                        Meters.exponential(0.001, 2, 14));
        this.log = log;
        this.ownId = ownId;
        this.peers = peers;
        this.reports = reports;
    }

    void take(StorageAppend work) {
        taken = true;
        mustSync |= work.mustSync();
        if (work.snapshot() != null) {
            log.install(work.snapshot());
        }
        log.append(work.entries(), work.hardState());
        for (Message response : work.responses()) {
            if (response instanceof PeerMessage forPeer && response.to() != ownId) {
                forPeers.add(forPeer);
            } else {
                forRaft.add(response);
            }
        }
    }

    /** Nothing more is waiting just now. */
    void endBatch() {
        if (!taken) {
            return;
        }
        flush();
        taken = false;
        mustSync = false;
        forPeers.forEach(peers);
        forPeers.clear();
        List<Message> report = forRaft;
        forRaft = new ArrayList<>();
        // Also when there is nothing to say: the raft thread counts what is under way.
        reports.accept(report);
    }

    private void flush() {
        if (!mustSync) {
            log.flush(false);
            return;
        }
        long begun = clock.nanoTime();
        log.flush(true);
        syncs.observeNanos(clock.nanoTime() - begun);
    }

    void flushCommit() {
        if (!taken) {
            log.flushCommit();
        }
    }

    void compact(long upTo, ConfState members) {
        log.compact(upTo, members);
    }

    void close() {
        log.close();
    }
}
