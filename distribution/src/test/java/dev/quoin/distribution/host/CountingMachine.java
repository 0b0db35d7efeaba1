package dev.quoin.distribution.host;

import dev.quoin.api.consensus.Entry;
import dev.quoin.api.consensus.MemberChange;
import dev.quoin.api.consensus.Membership;
import dev.quoin.api.consensus.SnapshotMeta;
import dev.quoin.api.consensus.SnapshotSink;
import dev.quoin.api.consensus.SnapshotSource;
import dev.quoin.api.consensus.StateMachine;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Remembers the commands in memory, and lets others wait for a number of them. */
final class CountingMachine implements StateMachine {
    private final List<String> commands = new ArrayList<>();
    private Membership membership = Membership.empty();

    synchronized List<String> awaitCommands(int count) throws InterruptedException {
        while (commands.size() < count) {
            wait();
        }
        return List.copyOf(commands);
    }

    @Override
    public long appliedIndex() {
        return 0;
    }

    @Override
    public Membership membership() {
        return membership;
    }

    @Override
    public synchronized void apply(List<Entry> entries) {
        for (Entry entry : entries) {
            if (entry.command().length > 0) {
                commands.add(new String(entry.command(), StandardCharsets.US_ASCII));
            }
        }
        notifyAll();
    }

    @Override
    public String applyChange(long index, long term, MemberChange change, Membership after) {
        membership = after;
        return "";
    }

    @Override
    public void applyMembership(long index, long term, Membership after) {
        membership = after;
    }

    @Override
    public SnapshotSource openSnapshot() {
        throw new UnsupportedOperationException("nobody needs a snapshot of a single member");
    }

    @Override
    public SnapshotSink beginInstall(SnapshotMeta meta) {
        throw new UnsupportedOperationException("nobody sends a snapshot to a single member");
    }

    @Override
    public void leaderChanged(long term, long leaderId) {}
}
