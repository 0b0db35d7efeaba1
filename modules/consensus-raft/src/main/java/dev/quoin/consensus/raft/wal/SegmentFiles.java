package dev.quoin.consensus.raft.wal;

import dev.quoin.api.host.Disk;
import dev.quoin.api.host.DiskFile;
import dev.quoin.api.peer.MemberIdentity;
import dev.quoin.consensus.raft.algorithm.message.HardState;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Creates, finds and removes segment files in the log's folder. */
final class SegmentFiles {
    private static final String UNFINISHED = "next.tmp";

    private final Disk disk;
    private final Path directory;
    private final MemberIdentity identity;

    SegmentFiles(Disk disk, Path directory, MemberIdentity identity) {
        this.disk = disk;
        this.directory = directory;
        this.identity = identity;
    }

    Disk disk() {
        return disk;
    }

    Path directory() {
        return directory;
    }

    MemberIdentity identity() {
        return identity;
    }

    /** All segments, oldest first. A segment that was not finished is removed. */
    List<Segment> find() throws IOException {
        disk.delete(directory.resolve(UNFINISHED));
        return list(disk, directory);
    }

    /** All segments that have their names, oldest first. */
    static List<Segment> list(Disk disk, Path directory) throws IOException {
        List<Segment> found = new ArrayList<>();
        for (Path path : disk.list(directory)) {
            Segment segment = Segment.parse(path);
            if (segment != null) {
                found.add(segment);
            }
        }
        found.sort(Comparator.comparingLong(Segment::sequence));
        return found;
    }

    /**
     * Begins a segment with all that is needed to read the log from there on. It gets its name only when its content is
     * durable, and counts only when its name is.
     */
    TailWriter create(
            long sequence, long firstIndex, RecordBuffer records, StartMark start, HardState state, int growthBytes)
            throws IOException {
        SegmentHeader header = SegmentHeader.create(records.chain(), identity, sequence, firstIndex);
        Segment segment = Segment.named(directory, sequence, firstIndex);
        Path unfinished = directory.resolve(UNFINISHED);
        disk.delete(unfinished);
        DiskFile file = disk.open(unfinished);
        file.setSize(growthBytes);
        file.write(ByteBuffer.wrap(header.encode()), 0);
        OpenSegment open = new OpenSegment(segment, header, growthBytes);
        records.continueFrom(header.crc(), header.crc(), 0);
        TailWriter tail = new TailWriter(open, file, growthBytes, records, SegmentHeader.BYTES);
        tail.start(start);
        tail.hardState(state);
        tail.flush(true);
        disk.rename(unfinished, segment.path());
        disk.syncDirectory(directory);
        return tail;
    }

    /** Removes segments, oldest first. After a crash any of them may be there again. */
    void remove(List<OpenSegment> segments) throws IOException {
        for (OpenSegment segment : segments) {
            disk.delete(segment.path());
        }
        disk.syncDirectory(directory);
    }
}
