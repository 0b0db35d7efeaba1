package dev.quoin.consensus.raft.runtime;

import dev.quoin.api.consensus.SnapshotSource;
import dev.quoin.api.consensus.StateMachine;
import dev.quoin.api.host.Agent;
import dev.quoin.api.host.Host;
import dev.quoin.consensus.raft.algorithm.message.ConfState;
import dev.quoin.consensus.raft.algorithm.message.Snapshot;
import dev.quoin.consensus.raft.algorithm.message.StorageAppend;
import dev.quoin.consensus.raft.algorithm.message.StorageApply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/**
 * What the raft thread hands to the log thread and to the apply thread. Its methods are called by the raft thread,
 * unless they say otherwise.
 */
final class RaftWork implements RaftDriver.Work {
    private final Host host;
    private final Handover toLog;
    private final Handover toApply;
    private final LogWriter writer;
    private final EntryFeeder applier;
    private final StateMachine machine;
    private final SnapshotSpool spool;
    private final Consumer<Consumer<RaftDriver>> toDriver;

    /** @param toDriver runs something with the driver, on the raft thread, and loses nothing */
    RaftWork(
            Host host,
            Agent write,
            Agent apply,
            LogWriter writer,
            EntryFeeder applier,
            StateMachine machine,
            SnapshotSpool spool,
            Consumer<Consumer<RaftDriver>> toDriver) {
        this.host = host;
        this.toLog = new Handover(write);
        this.toApply = new Handover(apply);
        this.writer = writer;
        this.applier = applier;
        this.machine = machine;
        this.spool = spool;
        this.toDriver = toDriver;
    }

    @Override
    public void append(StorageAppend append) {
        toLog.add(() -> writer.take(append));
    }

    @Override
    public void apply(StorageApply apply) {
        toApply.add(() -> applier.take(apply));
    }

    @Override
    public void install(Snapshot snapshot) {
        toApply.add(() -> {
            installNow(snapshot.index());
            toDriver.accept(driver -> driver.installed(snapshot.index()));
        });
    }

    @Override
    public void discard(Snapshot snapshot) {
        toApply.add(() -> {
            try {
                spool.discard(snapshot.index());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Override
    public void compact(long upTo, ConfState members) {
        toLog.add(() -> writer.compact(upTo, members));
    }

    @Override
    public void writeCommit() {
        toLog.add(writer::flushCommit);
    }

    /** Opens a snapshot of the state machine for a follower. */
    void openSnapshot() {
        toApply.add(() -> {
            SnapshotSource source = machine.openSnapshot();
            toDriver.accept(driver -> driver.snapshotOpened(source));
        });
    }

    /** Installs a snapshot whose log was cut already when the member stopped. Called by the apply thread. */
    void installLeftOver(long logStart) {
        if (machine.appliedIndex() < logStart) {
            installNow(logStart);
        }
    }

    private void installNow(long index) {
        try {
            applier.endBatch();
            applier.installed(spool.install(index, machine).confState());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Hands over what did not fit before. */
    void resume() {
        toLog.resume();
        toApply.resume();
    }

    @Override
    public long now() {
        return host.clock().nanoTime();
    }
}
