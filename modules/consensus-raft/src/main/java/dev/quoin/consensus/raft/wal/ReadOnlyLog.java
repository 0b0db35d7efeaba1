package dev.quoin.consensus.raft.wal;

import dev.quoin.api.consensus.LogReader;
import dev.quoin.api.consensus.LoggedEntry;
import dev.quoin.api.consensus.LoggedEntry.Kind;
import dev.quoin.api.consensus.MemberChange;
import dev.quoin.api.host.Disk;
import dev.quoin.api.peer.ClusterException;
import dev.quoin.api.peer.ClusterException.Reason;
import dev.quoin.consensus.raft.algorithm.message.Entry;
import dev.quoin.consensus.raft.algorithm.message.EntryType;
import dev.quoin.consensus.raft.algorithm.message.HardState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A log looked at from outside, beside its owner or without one: what {@link Recovery} would find, with nothing mended.
 * A first walk learns where the valid entries lie, so that those that were overridden are left out; then they are read
 * in the order of their indexes.
 */
public final class ReadOnlyLog implements LogReader {
    private static final int WINDOW_BYTES = 256 << 10;
    private static final long BATCH_BYTES = 1 << 20;

    private final Path directory;
    private final LogIndex index = new LogIndex(0);
    private final HeldFiles files;
    private final EntryReader reader;
    private final ChangeReader changes;
    private HardState state = HardState.EMPTY;
    private @Nullable ClusterException damage;

    /** Reads which members an entry changes. */
    public interface ChangeReader {
        /** The changes in an entry; empty for one that holds no changes, or is damaged. */
        List<MemberChange> changesIn(Entry entry);
    }

    private ReadOnlyLog(Path directory, HeldFiles files, ChangeReader changes) {
        this.directory = directory;
        this.changes = changes;
        this.files = files;
        this.reader = new EntryReader(segment -> files.view(segment.sequence()), index);
    }

    /**
     * Opens the log in a folder.
     *
     * @throws ClusterException {@code IO} when there is none, or its files can not be read
     */
    public static ReadOnlyLog open(Disk disk, Path directory, ChangeReader changes) {
        try {
            List<Segment> found = SegmentFiles.list(disk, directory);
            if (found.isEmpty()) {
                throw new ClusterException(Reason.IO, "there is no log in " + directory);
            }
            List<Segment> row = found.subList(Recovery.beginOfRow(found), found.size());
            ReadOnlyLog log = new ReadOnlyLog(directory, new HeldFiles(disk, row), changes);
            try {
                log.walk(row);
            } catch (IOException e) {
                log.close();
                throw e;
            }
            return log;
        } catch (IOException e) {
            throw failed(directory, e);
        }
    }

    private void walk(List<Segment> row) throws IOException {
        Replay replay = new Replay(index, row.getFirst().firstIndex());
        Segment at = row.getFirst();
        try {
            Integer chain = null;
            for (Segment segment : row) {
                at = segment;
                chain = walk(segment, segment == row.getLast(), chain, replay);
            }
            if (!replay.reachesBeginning()) {
                damage = new ClusterException(
                        Reason.CORRUPT,
                        "the log segment before " + row.getFirst().path()
                                + " is missing: its entries are still needed");
            }
        } catch (LogDamage found) {
            damage = Recovery.damaged(at.path(), found);
        }
        state = replay.hardState();
    }

    /** Returns the checksum of the segment's last record. */
    private int walk(Segment segment, boolean newest, @Nullable Integer chain, Replay replay)
            throws IOException, LogDamage {
        SegmentInput in = new SegmentInput(files.view(segment.sequence()), WINDOW_BYTES);
        SegmentHeader header = SegmentHeader.read(in);
        header.checkPlace(segment, chain);
        OpenSegment open = new OpenSegment(segment, header, in.size());
        SegmentScanner scanner = replay.takeIn(open, in);
        if (newest) {
            judgeTail(open, in, scanner);
        } else if (in.skipZeros(scanner.end(), in.size()) < in.size()) {
            throw new LogDamage(scanner.end(), "no valid record, but more segments follow");
        }
        return scanner.crc();
    }

    /**
     * What the owner wrote between two looks at the tail resembles damage: something follows where nothing was. Then
     * there is a record by now, and the log is shown as it was before that.
     */
    private void judgeTail(OpenSegment tail, SegmentInput in, SegmentScanner scanner) throws IOException, LogDamage {
        try {
            TailJudge.endOfTorn(in, tail.salt(), scanner);
        } catch (LogDamage found) {
            SegmentInput afresh = new SegmentInput(files.view(tail.sequence()), WINDOW_BYTES);
            if (!new SegmentScanner(afresh, tail.salt(), scanner.end(), scanner.crc()).advance()) {
                throw found;
            }
        }
    }

    @Override
    public long commitIndex() {
        return state.commit();
    }

    @Override
    public long term() {
        return state.term();
    }

    @Override
    public long vote() {
        return state.vote();
    }

    @Override
    public void forEach(Consumer<LoggedEntry> visitor) {
        long end = index.lastIndex() + 1;
        try {
            for (long next = Math.max(index.start().index() + 1, index.lowestPoint()); next < end; ) {
                List<Entry> batch = reader.read(next, end, BATCH_BYTES);
                for (Entry entry : batch) {
                    visitor.accept(logged(entry));
                }
                next += batch.size();
            }
        } catch (IOException e) {
            throw failed(directory, e);
        } catch (LogDamage found) {
            throw reader.damaged(found);
        }
    }

    private LoggedEntry logged(Entry entry) {
        Kind kind = entry.type() == EntryType.NORMAL ? Kind.COMMAND : Kind.MEMBER_CHANGES;
        return new LoggedEntry(entry.index(), entry.term(), kind, changes.changesIn(entry), entry.data());
    }

    @Override
    public Optional<ClusterException> damage() {
        return Optional.ofNullable(damage);
    }

    @Override
    public void close() {
        try {
            files.close();
        } catch (IOException e) {
            throw failed(directory, e);
        }
    }

    private static ClusterException failed(Path directory, IOException cause) {
        return new ClusterException(
                Reason.IO, "cannot read the log in " + directory + ": " + cause.getMessage(), cause);
    }
}
