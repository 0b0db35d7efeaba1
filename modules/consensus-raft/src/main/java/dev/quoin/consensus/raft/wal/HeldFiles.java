package dev.quoin.consensus.raft.wal;

import dev.quoin.api.host.Disk;
import dev.quoin.api.host.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Segments opened together and kept open, so that they stay readable although their owner removes them meanwhile. */
final class HeldFiles {
    private final Map<Long, DiskFile> bySequence = new HashMap<>();

    /** @throws IOException for the first that is not there any more; none is open then */
    HeldFiles(Disk disk, List<Segment> segments) throws IOException {
        try {
            for (Segment segment : segments) {
                bySequence.put(segment.sequence(), disk.openForRead(segment.path()));
            }
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /** A view of an open segment; closing it leaves the segment open. */
    DiskFile view(long sequence) {
        DiskFile held = bySequence.get(sequence);
        if (held == null) {
            throw new IllegalArgumentException("segment " + sequence + " is not held");
        }
        return new View(held);
    }

    void close() throws IOException {
        for (DiskFile file : bySequence.values()) {
            file.close();
        }
    }

    /** For reading only. */
    private record View(DiskFile held) implements DiskFile {
        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            return held.read(target, position);
        }

        @Override
        public long size() throws IOException {
            return held.size();
        }

        @Override
        public void write(ByteBuffer source, long position) {
            throw new UnsupportedOperationException("opened for reading");
        }

        @Override
        public void setSize(long size) {
            throw new UnsupportedOperationException("opened for reading");
        }

        @Override
        public void sync() {
            throw new UnsupportedOperationException("opened for reading");
        }

        @Override
        public void close() {
            // It is read again later.
        }
    }
}
