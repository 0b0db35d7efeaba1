package dev.quoin.consensus.raft.wal;

import dev.quoin.api.host.DiskFile;
import dev.quoin.api.peer.ClusterException;
import dev.quoin.api.peer.ClusterException.Reason;
import dev.quoin.consensus.raft.algorithm.message.HardState;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens a log: walks through all segments, checks every record, learns where entries lie, and mends what a crash left
 * at the very end.
 */
final class Recovery {
    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);
    private static final int WINDOW_BYTES = 256 << 10;

    private final SegmentFiles files;
    private final LogIndex index;
    private final LogOptions options;
    private final RecordBuffer records = new RecordBuffer();
    private final Deque<OpenSegment> segments = new ArrayDeque<>();
    private HardState hardState = HardState.EMPTY;

    Recovery(SegmentFiles files, LogIndex index, LogOptions options) {
        this.files = files;
        this.index = index;
        this.options = options;
    }

    HardState hardState() {
        return hardState;
    }

    Deque<OpenSegment> segments() {
        return segments;
    }

    RecordBuffer records() {
        return records;
    }

    /**
     * Reads what there is, or begins a new log. All that is there afterwards is durable.
     *
     * @throws ClusterException naming the file and the offset of damage
     */
    TailWriter run() throws IOException {
        List<Segment> found = files.find();
        if (found.isEmpty()) {
            index.beginAt(1);
            TailWriter first = files.create(1, 1, records, StartMark.BEGINNING, HardState.EMPTY, options.growthBytes());
            segments.add(first.segment());
            return first;
        }
        int begin = beginOfRow(found);
        TailWriter tail = readAll(found.subList(begin, found.size()));
        for (Segment remain : found.subList(0, begin)) {
            LOG.info("removing log segment {}, which was compacted away before", remain.path());
            files.disk().delete(remain.path());
        }
        files.disk().syncDirectory(files.directory());
        return tail;
    }

    /**
     * A crash may have undone the removal of some segments. What lies before a gap is such a remain, if the rest is
     * complete.
     */
    static int beginOfRow(List<Segment> found) {
        int begin = found.size() - 1;
        while (begin > 0
                && found.get(begin - 1).sequence() + 1 == found.get(begin).sequence()) {
            begin--;
        }
        return begin;
    }

    private TailWriter readAll(List<Segment> row) throws IOException {
        Replay replay = new Replay(index, row.getFirst().firstIndex());
        Integer chain = null;
        for (Segment closed : row.subList(0, row.size() - 1)) {
            chain = readClosed(closed, chain, replay);
        }
        TailWriter tail = readNewest(row.getLast(), chain, replay);
        hardState = replay.hardState();
        if (!replay.reachesBeginning()) {
            throw new ClusterException(
                    Reason.CORRUPT,
                    "the log segment before " + row.getFirst().path() + " is missing: its entries are still needed");
        }
        return tail;
    }

    private int readClosed(Segment segment, @Nullable Integer chain, Replay replay) throws IOException {
        try (DiskFile file = files.disk().openForRead(segment.path())) {
            SegmentInput in = new SegmentInput(file, WINDOW_BYTES);
            OpenSegment open = open(segment, in, chain);
            SegmentScanner scanner = replay.takeIn(open, in);
            if (in.skipZeros(scanner.end(), in.size()) < in.size()) {
                throw new LogDamage(scanner.end(), "no valid record, but more segments follow");
            }
            segments.add(open);
            return scanner.crc();
        } catch (LogDamage damage) {
            throw damaged(segment.path(), damage);
        }
    }

    private TailWriter readNewest(Segment segment, @Nullable Integer chain, Replay replay) throws IOException {
        DiskFile file = files.disk().open(segment.path());
        try {
            SegmentInput in = new SegmentInput(file, WINDOW_BYTES);
            OpenSegment open = open(segment, in, chain);
            SegmentScanner scanner = replay.takeIn(open, in);
            mend(segment.path(), file, in, scanner.end(), TailJudge.endOfTorn(in, open.salt(), scanner));
            writeAgain(file, in, replay.epochBegin(), scanner.end());
            file.sync();
            segments.add(open);
            int epoch = scanner.syncFollows() ? scanner.epoch() + 1 : scanner.epoch();
            records.continueFrom(open.salt(), scanner.crc(), epoch);
            return new TailWriter(open, file, options.growthBytes(), records, scanner.end());
        } catch (LogDamage damage) {
            file.close();
            throw damaged(segment.path(), damage);
        }
    }

    private OpenSegment open(Segment segment, SegmentInput in, @Nullable Integer chain) throws IOException, LogDamage {
        SegmentHeader header = SegmentHeader.read(in);
        if (!header.identity().equals(files.identity())) {
            throw new ClusterException(Reason.CORRUPT, foreign(segment.path(), header));
        }
        header.checkPlace(segment, chain);
        return new OpenSegment(segment, header, in.size());
    }

    private void mend(Path path, DiskFile file, SegmentInput in, long end, long tornEnd) throws IOException {
        if (tornEnd == end) {
            return;
        }
        LOG.warn("repaired the torn tail of log segment {} at offset {}: dropped {} bytes", path, end, tornEnd - end);
        for (long at = end; at < tornEnd; at += WINDOW_BYTES) {
            file.write(ByteBuffer.allocate((int) Math.min(WINDOW_BYTES, tornEnd - at)), at);
        }
    }

    /**
     * After a failed sync the operating system may show what never reached the disk, and take it for clean: only
     * writing it anew helps.
     */
    private static void writeAgain(DiskFile file, SegmentInput in, long from, long end) throws IOException {
        for (long at = from; at < end; at += WINDOW_BYTES) {
            int length = (int) Math.min(WINDOW_BYTES, end - at);
            file.write(ByteBuffer.wrap(in.copy(at, length)), at);
        }
    }

    private String foreign(Path path, SegmentHeader header) {
        return "log segment %s belongs to cluster %x member %x, but this is cluster %x member %x"
                .formatted(
                        path,
                        header.identity().clusterId(),
                        header.identity().memberId(),
                        files.identity().clusterId(),
                        files.identity().memberId());
    }

    static ClusterException damaged(Path path, LogDamage damage) {
        return new ClusterException(
                Reason.CORRUPT,
                "log segment " + path + " is damaged at offset " + damage.offset() + ": " + damage.getMessage(),
                damage);
    }
}
