package dev.quoin.core.backup;

import com.google.protobuf.ByteString;
import dev.quoin.api.consensus.LogReader;
import dev.quoin.api.consensus.LoggedEntry;
import dev.quoin.api.consensus.Membership;
import dev.quoin.api.peer.MemberIdentity;
import dev.quoin.api.storage.StorageBackend;
import dev.quoin.core.bbolt.BboltStream;
import dev.quoin.core.cluster.ClusterTable;
import dev.quoin.core.etcdwal.EtcdWalWriter;
import dev.quoin.core.store.Store;
import dev.quoin.core.store.StoreView;
import dev.quoin.protocol.internal.Metadata;
import dev.quoin.protocol.raft.ConfState;
import dev.quoin.protocol.raft.HardState;
import dev.quoin.protocol.raft.SnapshotMetadata;
import dev.quoin.protocol.wal.Snapshot;
import dev.quoin.protocol.wal.SnapshotFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * Writes a member's data as a data directory that etcd starts from: the state as its database, the log behind it as its
 * write-ahead log. The member and the cluster keep their ids.
 */
public final class EtcdExport {
    private final StoreView view;
    private final EtcdView.Position position;
    private final LogReader log;
    private final String version;

    private EtcdExport(Store.Pinned pinned, LogReader log, String version) {
        this.view = pinned.view();
        this.position = new EtcdView.Position(pinned.appliedIndex(), view.term());
        this.log = log;
        this.version = version;
    }

    /**
     * Writes a directory.
     *
     * @param folder to write into; it is empty
     * @param version the lowest etcd that is to start from it, such as 3.6.0
     * @param progress gets the number of bytes written, and how many there will be
     */
    public static void run(
            StorageBackend backend,
            LogReader log,
            MemberIdentity identity,
            Path folder,
            String version,
            Progress progress)
            throws IOException {
        Store.Pinned pinned = Store.open(backend).pin();
        try (StoreView view = pinned.view()) {
            EtcdExport export = new EtcdExport(pinned, log, version);
            Path snap = Files.createDirectories(folder.resolve("member").resolve("snap"));
            Path wal = Files.createDirectories(folder.resolve("member").resolve("wal"));
            export.database(snap.resolve("db"), progress);
            if (export.position.index() > 0) {
                export.snapshot(snap);
            }
            export.log(wal, identity);
        }
    }

    /** Told how far it is. */
    public interface Progress {
        /** So many bytes of so many. */
        void at(long bytes, long of);
    }

    private void database(Path file, Progress progress) throws IOException {
        try (BboltStream stream = new BboltStream(new EtcdView(view, position, version).buckets());
                FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            long written = 0;
            for (ByteBuffer piece = stream.next(); piece != null; piece = stream.next()) {
                written += piece.remaining();
                while (piece.hasRemaining()) {
                    out.write(piece);
                }
                progress.at(written, stream.size());
            }
            out.force(true);
        }
    }

    private ConfState configuration() {
        Membership membership = ClusterTable.configuration(view.backend());
        return ConfState.newBuilder()
                .addAllVoters(membership.voters().stream().sorted().toList())
                .addAllLearners(membership.learners().stream().sorted().toList())
                .addAllVotersOutgoing(
                        membership.outgoingVoters().stream().sorted().toList())
                .addAllLearnersNext(membership.nextLearners().stream().sorted().toList())
                .setAutoLeave(membership.autoLeave())
                .build();
    }

    private void snapshot(Path snap) throws IOException {
        ByteString data = dev.quoin.protocol.raft.Snapshot.newBuilder()
                .setData(ByteString.copyFrom(V2Store.of(view.backend(), position.index(), version)))
                .setMetadata(SnapshotMetadata.newBuilder()
                        .setConfState(configuration())
                        .setIndex(position.index())
                        .setTerm(position.term()))
                .build()
                .toByteString();
        CRC32C crc = new CRC32C();
        crc.update(data.asReadOnlyByteBuffer());
        byte[] content = SnapshotFile.newBuilder()
                .setCrc((int) crc.getValue())
                .setData(data)
                .build()
                .toByteArray();
        Path file = snap.resolve("%016x-%016x.snap".formatted(position.term(), position.index()));
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            out.write(ByteBuffer.wrap(content));
            out.force(true);
        }
    }

    private void log(Path wal, MemberIdentity identity) throws IOException {
        Metadata owner = Metadata.newBuilder()
                .setNodeID(identity.memberId())
                .setClusterID(identity.clusterId())
                .build();
        try (EtcdWalWriter out = new EtcdWalWriter(wal, owner)) {
            if (position.index() > 0) {
                out.snapshot(Snapshot.newBuilder()
                        .setIndex(position.index())
                        .setTerm(position.term())
                        .setConfState(configuration())
                        .build());
            }
            log.forEach(entry -> entry(out, entry));
            out.state(HardState.newBuilder()
                    .setTerm(Math.max(log.term(), position.term()))
                    .setVote(log.vote())
                    .setCommit(Math.max(log.commitIndex(), position.index()))
                    .build());
        } catch (UncheckedIOException e) {
            throw new IOException("cannot write to " + wal + ": " + e.getMessage(), e);
        }
    }

    private void entry(EtcdWalWriter out, LoggedEntry entry) {
        if (entry.index() > position.index()) {
            try {
                out.entry(EtcdEntries.toEtcd(entry, version));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
