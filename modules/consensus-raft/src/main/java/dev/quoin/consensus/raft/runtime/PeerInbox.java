package dev.quoin.consensus.raft.runtime;

import dev.quoin.api.peer.PeerHandler.SnapshotReceiver;
import dev.quoin.consensus.raft.algorithm.message.InstallSnapshot;
import java.io.IOException;

/** Hands what comes from other members to the raft thread. Safe for use by any thread. */
final class PeerInbox implements PeerLinks.Inbound {
    private final RaftThreads threads;
    private final SnapshotSpool spool;

    PeerInbox(RaftThreads threads, SnapshotSpool spool) {
        this.threads = threads;
        this.spool = spool;
    }

    @Override
    public boolean message(PeerLinks.Received received) {
        return threads.message(received);
    }

    @Override
    public void unreachable(long peer) {
        // Dropped when too much waits: it is only a hint.
        threads.request(driver -> driver.unreachable(peer), () -> {});
    }

    @Override
    public SnapshotReceiver snapshot(InstallSnapshot message, byte[] encoded) throws IOException {
        return spool.receive(message, encoded, arrived -> {
            if (!threads.request(driver -> driver.snapshotArrived(arrived), () -> {})) {
                throw new IOException("too many requests wait");
            }
        });
    }
}
