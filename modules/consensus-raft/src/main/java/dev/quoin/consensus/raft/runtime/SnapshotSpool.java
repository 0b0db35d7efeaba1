package dev.quoin.consensus.raft.runtime;

import dev.quoin.api.consensus.SnapshotMeta;
import dev.quoin.api.consensus.SnapshotSink;
import dev.quoin.api.consensus.StateMachine;
import dev.quoin.api.host.Disk;
import dev.quoin.api.host.DiskFile;
import dev.quoin.api.peer.PeerHandler.SnapshotReceiver;
import dev.quoin.consensus.raft.algorithm.message.InstallSnapshot;
import dev.quoin.consensus.raft.algorithm.message.Snapshot;
import dev.quoin.consensus.raft.peer.PeerCodec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Snapshots that come in are put into a file first, and are durable there before the log is cut to them: so a crash
 * between the two never leaves a member with neither entries nor state. docs/formats/raft-log.md has every byte of such
 * a file.
 */
final class SnapshotSpool {
    private static final long MAGIC = 0x504e534e494f5551L; // "QUOINSNP"
    private static final int VERSION = 1;
    private static final int HEAD_BYTES = 16;
    private static final int FOOT_BYTES = 12;
    private static final int PART_BYTES = 256 << 10;
    private static final int MAX_MESSAGE_BYTES = 1 << 20;
    private static final String UNFINISHED = ".tmp";
    private static final String FINISHED = ".snap";

    private final Disk disk;
    private final Path directory;
    private int attempts;

    SnapshotSpool(Disk disk, Path directory) {
        this.disk = disk;
        this.directory = directory;
    }

    /** Told when a snapshot has arrived and is durable. */
    interface Arrival {
        void arrived(InstallSnapshot message) throws IOException;
    }

    /** Begins to receive. One thread uses what is returned. */
    SnapshotReceiver receive(InstallSnapshot message, byte[] encoded, Arrival arrival) throws IOException {
        return new Receiver(message, encoded, arrival, directory.resolve("incoming-" + nextAttempt() + UNFINISHED));
    }

    /** Whether a snapshot at an index has arrived and was not installed yet. */
    boolean has(long index) {
        return disk.exists(fileOf(index));
    }

    /** Feeds a snapshot that has arrived to the state machine, and forgets it. */
    Snapshot install(long index, StateMachine machine) throws IOException {
        Path path = fileOf(index);
        InstallSnapshot message;
        try (DiskFile file = disk.openForRead(path)) {
            byte[] encoded = readMessage(path, file);
            message = (InstallSnapshot) PeerCodec.decode(encoded).message();
            Snapshot snapshot = message.snapshot();
            SnapshotSink sink = machine.beginInstall(new SnapshotMeta(
                    snapshot.index(), snapshot.term(), Memberships.toMembership(snapshot.confState())));
            try {
                copy(path, file, HEAD_BYTES + encoded.length, sink);
                sink.commit();
            } catch (IOException | RuntimeException e) {
                sink.abort();
                throw e;
            }
        }
        disk.delete(path);
        return message.snapshot();
    }

    void discard(long index) throws IOException {
        disk.delete(fileOf(index));
    }

    /** Removes what was not finished, and what is not at the given index. */
    void clean(long keepIndex) throws IOException {
        for (Path path : disk.list(directory)) {
            String name = String.valueOf(path.getFileName());
            boolean unfinished = name.startsWith("incoming-") && name.endsWith(UNFINISHED);
            boolean other = name.endsWith(FINISHED) && !path.equals(fileOf(keepIndex));
            if (unfinished || other) {
                disk.delete(path);
            }
        }
    }

    private synchronized int nextAttempt() {
        return ++attempts;
    }

    private Path fileOf(long index) {
        return directory.resolve(String.format(Locale.ROOT, "%016x", index) + FINISHED);
    }

    private static byte[] readMessage(Path path, DiskFile file) throws IOException {
        ByteBuffer head = read(path, file, 0, HEAD_BYTES);
        if (head.getLong() != MAGIC || head.getInt() != VERSION) {
            throw new IOException(path + ": not a snapshot of a version that this program knows");
        }
        int length = head.getInt();
        if (length < 0 || length > MAX_MESSAGE_BYTES) {
            throw new IOException(path + ": damaged at offset 12");
        }
        return read(path, file, HEAD_BYTES, length).array();
    }

    private static void copy(Path path, DiskFile file, long from, SnapshotSink sink) throws IOException {
        long end = file.size() - FOOT_BYTES;
        CRC32C crc = new CRC32C();
        for (long at = 0; at < from; at += PART_BYTES) {
            crc.update(read(path, file, at, (int) Math.min(PART_BYTES, from - at)));
        }
        for (long at = from; at < end; at += PART_BYTES) {
            ByteBuffer part = read(path, file, at, (int) Math.min(PART_BYTES, end - at));
            crc.update(part.duplicate());
            sink.write(part);
        }
        ByteBuffer foot = read(path, file, end, FOOT_BYTES);
        if (foot.getLong() != end || foot.getInt() != (int) crc.getValue()) {
            throw new IOException(path + ": the snapshot does not match its checksum");
        }
    }

    private static ByteBuffer read(Path path, DiskFile file, long at, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        if (at < 0 || file.read(bytes, at) < length) {
            throw new IOException(path + ": the file ends too early");
        }
        return bytes.flip();
    }

    /** Writes what comes in, each part at once, so that little is ever in memory. */
    private final class Receiver implements SnapshotReceiver {
        private final InstallSnapshot message;
        private final Arrival arrival;
        private final Path path;
        private final CRC32C crc = new CRC32C();
        private @Nullable DiskFile file;
        private long position;

        Receiver(InstallSnapshot message, byte[] encoded, Arrival arrival, Path path) throws IOException {
            this.message = message;
            this.arrival = arrival;
            this.path = path;
            disk.delete(path);
            file = disk.open(path);
            ByteBuffer head = ByteBuffer.allocate(HEAD_BYTES).order(ByteOrder.LITTLE_ENDIAN);
            append(head.putLong(MAGIC).putInt(VERSION).putInt(encoded.length).flip());
            append(ByteBuffer.wrap(encoded));
        }

        @Override
        public void part(ByteBuffer bytes) throws IOException {
            append(bytes);
        }

        @Override
        public void end() throws IOException {
            DiskFile open = require();
            ByteBuffer foot = ByteBuffer.allocate(FOOT_BYTES).order(ByteOrder.LITTLE_ENDIAN);
            open.write(foot.putLong(position).putInt((int) crc.getValue()).flip(), position);
            open.sync();
            close();
            disk.rename(path, fileOf(message.snapshot().index()));
            disk.syncDirectory(directory);
            arrival.arrived(message);
        }

        @Override
        public void broken() {
            try {
                close();
                disk.delete(path);
            } catch (IOException e) {
                // It stays until the next start, which removes it.
            }
        }

        private void append(ByteBuffer bytes) throws IOException {
            int length = bytes.remaining();
            crc.update(bytes.duplicate());
            require().write(bytes, position);
            position += length;
        }

        private DiskFile require() throws IOException {
            DiskFile open = file;
            if (open == null) {
                throw new IOException(path + ": the stream has ended before");
            }
            return open;
        }

        private void close() throws IOException {
            DiskFile open = file;
            file = null;
            if (open != null) {
                open.close();
            }
        }
    }

    /** All bytes of a message in one array. */
    static byte[] join(List<byte[]> parts) {
        int size = parts.stream().mapToInt(part -> part.length).sum();
        ByteBuffer joined = ByteBuffer.allocate(size);
        parts.forEach(joined::put);
        return joined.array();
    }
}
