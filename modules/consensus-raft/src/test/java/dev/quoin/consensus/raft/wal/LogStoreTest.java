package dev.quoin.consensus.raft.wal;

import static dev.quoin.consensus.raft.wal.Logs.all;
import static dev.quoin.consensus.raft.wal.Logs.entry;
import static dev.quoin.consensus.raft.wal.Logs.open;
import static dev.quoin.consensus.raft.wal.Logs.segments;
import static dev.quoin.consensus.raft.wal.Logs.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quoin.api.peer.ClusterException;
import dev.quoin.api.peer.MemberIdentity;
import dev.quoin.consensus.raft.algorithm.message.ConfState;
import dev.quoin.consensus.raft.algorithm.message.Entry;
import dev.quoin.consensus.raft.algorithm.message.HardState;
import dev.quoin.consensus.raft.algorithm.message.Snapshot;
import dev.quoin.testkit.host.DiskFault;
import dev.quoin.testkit.host.DiskOperation;
import dev.quoin.testkit.host.SimDisk;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LogStoreTest {
    private static final ConfState MEMBERS = ConfState.ofVoters(1, 2, 0x8000000000000003L);

    private final SimDisk disk = Logs.disk(1);

    @Test
    void aNewLogIsEmpty() {
        LogStore log = open(disk);
        assertThat(log.isEmpty()).isTrue();
        assertThat(log.firstIndex()).isEqualTo(1);
        assertThat(log.lastIndex()).isZero();
        assertThat(log.term(0)).isZero();
        assertThat(log.term(1)).isEqualTo(-1);
        assertThat(log.hardState()).isEqualTo(HardState.EMPTY);
        log.close();
        assertThat(open(disk).isEmpty()).isTrue();
    }

    @Test
    void whatWasFlushedIsThereAgain() {
        LogStore log = open(disk);
        log.append(List.of(entry(1, 1, "a"), entry(1, 2, "")), new HardState(1, 7, 0));
        log.append(List.of(entry(2, 3, "c")), new HardState(2, 8, 2));
        log.flush(true);
        disk.crash();
        LogStore again = open(disk);
        assertThat(texts(all(again))).containsExactly("1/1/0/61", "2/1/0/", "3/2/0/63");
        assertThat(again.hardState()).isEqualTo(new HardState(2, 8, 2));
        assertThat(again.term(2)).isEqualTo(1);
        assertThat(again.term(3)).isEqualTo(2);
        assertThat(again.isEmpty()).isFalse();
    }

    @Test
    void aBatchCostsOneWriteAndOneSync() {
        LogStore log = open(disk);
        log.append(List.of(entry(1, 1, "warm")), new HardState(1, 1, 0));
        log.flush(true);
        List<DiskOperation> operations = new ArrayList<>();
        disk.inject((operation, path) -> operations.add(operation));
        for (int i = 2; i < 10; i++) {
            log.append(List.of(entry(1, i, "x")), new HardState(1, 1, i - 1));
        }
        log.flush(true);
        assertThat(operations).containsExactly(DiskOperation.WRITE, DiskOperation.SYNC);
    }

    @Test
    void anAdvanceOfTheCommitIndexAloneIsNotWritten() {
        LogStore log = open(disk);
        log.append(List.of(entry(1, 1, "a")), new HardState(1, 1, 0));
        log.flush(true);
        List<DiskOperation> operations = new ArrayList<>();
        disk.inject((operation, path) -> operations.add(operation));
        log.append(List.of(), new HardState(1, 1, 1));
        log.flush(false);
        assertThat(operations).isEmpty();
        log.flushCommit();
        assertThat(operations).containsExactly(DiskOperation.WRITE);
        disk.closeAll();
        assertThat(open(disk).hardState().commit()).isEqualTo(1);
    }

    @Test
    void aConflictingSuffixIsOverridden() {
        LogStore log = open(disk);
        log.append(List.of(entry(1, 1, "a"), entry(1, 2, "b"), entry(1, 3, "c")), new HardState(1, 1, 0));
        log.flush(true);
        log.append(List.of(entry(2, 2, "B")), new HardState(2, 1, 0));
        log.flush(true);
        assertThat(texts(all(log))).containsExactly("1/1/0/61", "2/2/0/42");
        assertThat(log.lastIndex()).isEqualTo(2);
        assertThat(texts(all(open(disk)))).containsExactly("1/1/0/61", "2/2/0/42");
    }

    @Test
    void readsOldEntriesFromManySegments() {
        LogStore log = open(disk);
        List<Entry> written = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(5);
        while (segments(disk).size() < 6) {
            List<Entry> batch = Logs.entries(random, 1, log.lastIndex() + 1, 3);
            written.addAll(batch);
            log.append(batch, null);
            log.flush(true);
        }
        assertThat(texts(all(log))).isEqualTo(texts(written));
        assertThat(texts(all(open(disk)))).isEqualTo(texts(written));
        assertThat(log.entries(3, 9, 1)).hasSize(1);
        assertThat(texts(log.entries(3, 9, Long.MAX_VALUE))).isEqualTo(texts(written.subList(2, 8)));
    }

    @Test
    void aRecordMayBeLargerThanASegment() {
        LogStore log = open(disk);
        String large = "x".repeat(6_000_000);
        log.append(List.of(entry(1, 1, "a"), entry(1, 2, large), entry(1, 3, "c")), new HardState(1, 1, 0));
        log.flush(true);
        disk.crash();
        assertThat(all(open(disk)).get(1).data()).hasSize(large.length());
    }

    @Test
    void compactionRemovesWholeSegmentsAndSurvives() {
        LogStore log = open(disk);
        fill(log, 5);
        long last = log.lastIndex();
        long bytes = log.bytes();
        log.compact(last - 1, MEMBERS);
        assertThat(segments(disk)).hasSize(1);
        assertThat(log.bytes()).isLessThan(bytes).isEqualTo(disk.used());
        assertThat(log.firstIndex()).isEqualTo(last);
        assertThat(log.entries(last - 1, last, 1)).isNull();
        disk.crash();
        LogStore again = open(disk);
        assertThat(again.firstIndex()).isEqualTo(last);
        assertThat(again.lastIndex()).isEqualTo(last);
        assertThat(again.confState()).isEqualTo(MEMBERS);
        assertThat(again.term(last - 1)).isEqualTo(1);
        assertThat(again.term(last - 2)).isEqualTo(-1);
        assertThat(all(again)).hasSize(1);
    }

    @Test
    void allEntriesMayBeCompacted() {
        LogStore log = open(disk);
        fill(log, 3);
        long last = log.lastIndex();
        log.compact(last, MEMBERS);
        log.append(List.of(entry(2, last + 1, "next")), new HardState(2, 1, last));
        log.flush(true);
        LogStore again = open(disk);
        assertThat(again.firstIndex()).isEqualTo(last + 1);
        assertThat(all(again)).hasSize(1);
    }

    @Test
    void openingReadsOnlyWhatCompactionLeft() {
        LogStore log = open(disk);
        fill(log, 20);
        log.compact(log.lastIndex() - 1, MEMBERS);
        log.close();
        List<String> read = new ArrayList<>();
        disk.inject((operation, path) -> {
            if (operation == DiskOperation.OPEN) {
                read.add(path.getFileName().toString());
            }
        });
        open(disk);
        assertThat(read).hasSize(1);
    }

    @Test
    void aSnapshotReplacesEverything() {
        LogStore log = open(disk);
        fill(log, 3);
        log.install(new Snapshot(1000, 9, MEMBERS, Entry.NO_DATA));
        assertThat(segments(disk)).hasSize(1);
        assertThat(log.firstIndex()).isEqualTo(1001);
        assertThat(log.lastIndex()).isEqualTo(1000);
        assertThat(log.term(1000)).isEqualTo(9);
        fillFrom(log, 1001, 9, 3);
        disk.crash();
        LogStore again = open(disk);
        assertThat(again.firstIndex()).isEqualTo(1001);
        assertThat(again.lastIndex()).isEqualTo(log.lastIndex());
        assertThat(texts(all(again))).isEqualTo(texts(all(log)));
        again.compact(again.lastIndex(), MEMBERS);
        assertThat(segments(disk)).hasSize(1);
    }

    @Test
    void aSnapshotMayLieBeforeTheEndOfAConflictingLog() {
        LogStore log = open(disk);
        fill(log, 3);
        log.install(new Snapshot(2, 9, MEMBERS, Entry.NO_DATA));
        log.append(List.of(entry(9, 3, "new")), new HardState(9, 1, 2));
        log.flush(true);
        LogStore again = open(disk);
        assertThat(texts(all(again))).containsExactly("3/9/0/6e6577");
    }

    @Test
    void anotherMembersLogIsRefused() {
        open(disk).close();
        assertThatThrownBy(() -> LogStore.open(disk, Logs.DIRECTORY, new MemberIdentity(0xc1, 0x12), Logs.SMALL))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("belongs to cluster c1 member 11, but this is cluster c1 member 12")
                .hasMessageContaining(segments(disk).getFirst().toString());
    }

    @Test
    void afterAFailedSyncNothingIsTakenForDurableThatIsNot() {
        for (int seed = 0; seed < 100; seed++) {
            SimDisk failing = Logs.disk(seed);
            LogStore log = open(failing);
            log.append(List.of(entry(1, 1, "acknowledged")), new HardState(1, 1, 0));
            log.flush(true);
            failing.inject(DiskFault.failNth(DiskOperation.SYNC, 1, "Input/output error"));
            log.append(List.of(entry(1, 2, "perhaps")), null);
            assertThatThrownBy(() -> log.flush(true))
                    .isInstanceOf(ClusterException.class)
                    .hasMessageContaining("Input/output error")
                    .hasMessageContaining(".log");
            // The process ends and starts again; what it then finds counts as durable from there on.
            failing.closeAll();
            long found = open(failing).lastIndex();
            failing.crash();
            assertThat(open(failing).lastIndex()).isEqualTo(found).isGreaterThanOrEqualTo(1);
        }
    }

    @Test
    void aFullDiskIsReportedWithTheFile() {
        LogStore log = open(disk);
        disk.setCapacity(disk.used());
        assertThatThrownBy(() -> {
                    for (int i = 1; i < 100; i++) {
                        log.append(List.of(entry(1, i, "x".repeat(100))), null);
                        log.flush(true);
                    }
                })
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("No space left on device")
                .extracting(e -> ((ClusterException) e).reason())
                .isEqualTo(ClusterException.Reason.IO);
    }

    private void fill(LogStore log, int segmentsWanted) {
        fillFrom(log, 1, 1, segmentsWanted);
    }

    private void fillFrom(LogStore log, long from, long term, int segmentsWanted) {
        long next = from;
        while (segments(disk).size() < segmentsWanted) {
            log.append(List.of(entry(term, next++, "x".repeat(300))), new HardState(term, 1, next - 2));
            log.flush(true);
        }
    }
}
