package dev.quoin.consensus.raft.wal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quoin.api.host.DiskFile;
import dev.quoin.api.peer.ClusterException;
import dev.quoin.api.peer.ClusterException.Reason;
import dev.quoin.consensus.raft.algorithm.message.ConfState;
import dev.quoin.consensus.raft.algorithm.message.Entry;
import dev.quoin.consensus.raft.algorithm.message.HardState;
import dev.quoin.testkit.host.SimDisk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/**
 * Whatever happens to the files: what was synced is found again, or the log is refused with the file and the offset; it
 * never shrinks silently.
 */
class LogDamageTest {
    private final SimDisk disk = Logs.disk(3);
    private final List<Entry> written = new ArrayList<>();

    @Test
    void anyFlippedBitIsHarmlessOrRefused() throws IOException {
        writeTwoSegments();
        int refused = 0;
        for (Path segment : Logs.segments(disk)) {
            long bits = 8L * disk.content(segment).length;
            // Every byte, each with another of its bits; all bits of the first records.
            for (long bit = 0; bit < bits; bit += bit < 8 * 200 ? 1 : 9) {
                disk.flipBit(segment, bit);
                refused += isRefused(segment, "bit " + bit) ? 1 : 0;
                disk.flipBit(segment, bit);
            }
        }
        assertThat(refused).isGreaterThan(3000);
        assertIntact("in the end");
    }

    @Test
    void aZeroedSectorIsRefusedUnlessNothingWasThere() throws IOException {
        writeTwoSegments();
        for (Path segment : Logs.segments(disk)) {
            byte[] before = disk.content(segment);
            for (int at = 0; at + 512 <= before.length; at += 512) {
                if (isLastEpoch(segment, at)) {
                    continue;
                }
                disk.damage(segment, at, new byte[512]);
                isRefused(segment, "zeros at " + at);
                disk.damage(segment, 0, before);
            }
        }
        assertIntact("in the end");
    }

    @Test
    void aShortenedFileIsRefused() throws IOException {
        writeTwoSegments();
        for (Path segment : Logs.segments(disk)) {
            byte[] before = disk.content(segment);
            long end = extent(segment).end;
            for (int size = 0; size < before.length; size += 7) {
                setSize(segment, size);
                if (size < end) {
                    assertRefused(segment, "size " + size);
                } else {
                    assertIntact("size " + size);
                }
                setSize(segment, before.length);
                disk.damage(segment, 0, before);
            }
        }
    }

    @Test
    void aMissingSegmentIsRefused() throws IOException {
        writeTwoSegments();
        disk.delete(Logs.segments(disk).getFirst());
        assertThatThrownBy(() -> Logs.open(disk))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("is missing")
                .hasMessageContaining(Logs.segments(disk).getLast().toString());
        assertThat(Logs.segments(disk)).hasSize(1);
    }

    @Test
    void aSegmentOfAnotherLogIsRefused() throws IOException {
        writeTwoSegments();
        Path last = Logs.segments(disk).getLast();
        byte[] ours = disk.content(last);
        SimDisk other = Logs.disk(4);
        LogStore log = Logs.open(other);
        log.append(Logs.entries(new SplittableRandom(9), 1, 1, 20), new HardState(1, 1, 0));
        log.flush(true);
        log.close();
        byte[] theirs = other.content(Logs.segments(other).getFirst());
        disk.damage(last, 0, java.util.Arrays.copyOf(theirs, ours.length));
        assertRefused(last, "another log's segment");
    }

    @Test
    void aNewerFormatIsRefusedByItsVersion() {
        Logs.open(disk).close();
        Path segment = Logs.segments(disk).getFirst();
        byte[] header = java.util.Arrays.copyOf(disk.content(segment), SegmentHeader.BYTES);
        header[8] = 2;
        CRC32C crc = new CRC32C();
        crc.update(header, 0, 60);
        ByteBuffer.wrap(header).order(java.nio.ByteOrder.LITTLE_ENDIAN).putInt(60, (int) crc.getValue());
        disk.damage(segment, 0, header);
        assertThatThrownBy(() -> Logs.open(disk)).hasMessageContaining("format version 2, this program knows 1");
    }

    @Test
    void damageThatAppearsWhileRunningIsFoundOnReading() {
        LogStore log = Logs.open(disk);
        log.append(List.of(Logs.entry(1, 1, "x".repeat(500)), Logs.entry(1, 2, "y")), new HardState(1, 1, 0));
        log.flush(true);
        log.append(List.of(Logs.entry(1, 3, "z".repeat(500))), null);
        log.flush(true);
        Path segment = Logs.segments(disk).getFirst();
        disk.flipBit(segment, 8L * 400);
        assertThatThrownBy(() -> log.entries(1, 2, 1))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining(segment + " is damaged at offset ");
    }

    @Test
    void aTornTailIsRepairedOnceAndTheLogGoesOn() throws IOException {
        writeTwoSegments();
        Path last = Logs.segments(disk).getLast();
        long end = extent(last).end;
        // A write whose first sector never arrived, but whose second did.
        byte[] remains = new byte[40];
        java.util.Arrays.fill(remains, (byte) 7);
        assertThat(disk.content(last).length).isGreaterThan((int) end + 100);
        disk.damage(last, end + 50, remains);
        LogStore log = Logs.open(disk);
        assertThat(Logs.texts(Logs.all(log))).isEqualTo(Logs.texts(written));
        assertThat(extent(last).end).isEqualTo(end);
        assertThat(disk.content(last)[(int) end + 50]).isZero();
        Entry next = Logs.entry(1, log.lastIndex() + 1, "next");
        log.append(List.of(next), null);
        log.flush(true);
        written.add(next);
        assertIntact("after the repair");
    }

    @Test
    void everyFlippedBitOfARecordHeaderShowsInItsCheck() {
        CRC32C crc = new CRC32C();
        byte[] fields = new byte[RecordHeader.CHECK_AT - RecordHeader.LENGTH_AT];
        crc.update(fields);
        short check = RecordHeader.check(crc, 42);
        for (int bit = 0; bit < 8 * fields.length; bit++) {
            byte[] flipped = fields.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            crc.reset();
            crc.update(flipped);
            assertThat(RecordHeader.check(crc, 42)).as("bit %d", bit).isNotEqualTo(check);
        }
    }

    private void writeTwoSegments() {
        LogStore log = Logs.open(disk);
        SplittableRandom random = new SplittableRandom(11);
        while (Logs.segments(disk).size() < 2 || written.size() < 30) {
            // Without stretches of zeros: in the very last batch those look as if a sector had never arrived.
            List<Entry> batch = List.of(text(random, log.lastIndex() + 1), text(random, log.lastIndex() + 2));
            written.addAll(batch);
            log.append(batch, new HardState(1, 1, log.lastIndex() - 2));
            log.flush(true);
        }
        log.compact(1, ConfState.ofVoters(1));
        log.flush(true);
        written.removeFirst();
        disk.closeAll();
    }

    private static Entry text(SplittableRandom random, long index) {
        return Logs.entry(1, index, Long.toHexString(random.nextLong()).repeat(random.nextInt(20)));
    }

    /** Returns whether the log was refused; if not, all must be there. */
    private boolean isRefused(Path damaged, String how) {
        try {
            assertThat(Logs.texts(Logs.all(Logs.open(disk)))).as(how).isEqualTo(Logs.texts(written));
            return false;
        } catch (ClusterException refusal) {
            assertThat(refusal.reason()).as(how).isEqualTo(Reason.CORRUPT);
            // A damaged segment may also show by not fitting to the one that follows it.
            assertThat(refusal).as(how + " of " + damaged).hasMessageMatching(".*\\.log.*(offset \\d+: |belongs to).*");
            return true;
        } finally {
            disk.closeAll();
        }
    }

    private void assertRefused(Path damaged, String how) {
        assertThat(isRefused(damaged, how)).as(how + " of " + damaged).isTrue();
    }

    private void assertIntact(String when) {
        assertThat(isRefused(Logs.DIRECTORY, when)).as(when).isFalse();
    }

    private boolean isLastEpoch(Path segment, int from) throws IOException {
        Extent extent = extent(segment);
        return segment.equals(Logs.segments(disk).getLast()) && from + 512 > extent.lastEpoch && from < extent.end;
    }

    /** Where the last epoch of a segment begins, and where its records end. */
    private record Extent(long lastEpoch, long end) {}

    private Extent extent(Path segment) throws IOException {
        try (DiskFile file = disk.openForRead(segment)) {
            SegmentInput in = new SegmentInput(file, 4096);
            SegmentHeader header = SegmentHeader.decode(in.copy(0, SegmentHeader.BYTES));
            SegmentScanner scanner = new SegmentScanner(in, header.crc(), SegmentHeader.BYTES, header.crc());
            long begin = 0;
            int epoch = -1;
            while (scanner.advance()) {
                begin = scanner.epoch() == epoch ? begin : scanner.position();
                epoch = scanner.epoch();
            }
            return new Extent(begin, scanner.end());
        }
    }

    private void setSize(Path segment, long size) throws IOException {
        try (DiskFile file = disk.open(segment)) {
            file.setSize(size);
            file.sync();
        }
    }
}
