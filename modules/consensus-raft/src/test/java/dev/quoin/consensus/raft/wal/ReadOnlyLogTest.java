package dev.quoin.consensus.raft.wal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quoin.api.consensus.LoggedEntry;
import dev.quoin.api.peer.ClusterException;
import dev.quoin.api.peer.ClusterException.Reason;
import dev.quoin.consensus.raft.algorithm.message.ConfState;
import dev.quoin.consensus.raft.algorithm.message.HardState;
import dev.quoin.testkit.host.DiskOperation;
import dev.quoin.testkit.host.SimDisk;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * Looking at a log from outside shows what its owner would find, whatever the owner is about to do, and leaves no
 * trace.
 */
class ReadOnlyLogTest {
    private final SimDisk disk = Logs.disk(5);

    @Test
    void showsWhatTheOwnerHasWhileItWrites() {
        for (int seed = 0; seed < 40; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            SimDisk files = Logs.disk(seed);
            LogStore log = Logs.open(files);
            for (int round = 0; round < 25; round++) {
                // A later term may override what an earlier leader left behind.
                long from = random.nextInt(3) == 0
                        ? Math.max(log.firstIndex(), log.lastIndex() - random.nextInt(5))
                        : log.lastIndex() + 1;
                log.append(
                        Logs.entries(random, round + 1, from, 1 + random.nextInt(8)),
                        new HardState(round + 1, 1, from - 1));
                log.flush(random.nextBoolean());
                if (random.nextInt(6) == 0) {
                    log.compact(Math.max(log.firstIndex(), from - 3), ConfState.ofVoters(1));
                    log.flush(true);
                }
                assertThat(textsFrom(files)).as("seed %d round %d", seed, round).isEqualTo(owners(log));
                try (ReadOnlyLog view = ReadOnlyLog.open(files, Logs.DIRECTORY, entry -> List.of())) {
                    assertThat(view.commitIndex()).isEqualTo(log.hardState().commit());
                    assertThat(view.damage()).isEmpty();
                }
            }
            log.close();
        }
    }

    @Test
    void staysReadableWhenTheOwnerRemovesItsSegments() {
        LogStore log = Logs.open(disk);
        fill(log, 60);
        List<String> before = owners(log);
        try (ReadOnlyLog view = ReadOnlyLog.open(disk, Logs.DIRECTORY, entry -> List.of())) {
            log.compact(log.lastIndex() - 1, ConfState.ofVoters(1));
            assertThat(Logs.segments(disk)).hasSizeLessThan(3);
            assertThat(texts(view)).isEqualTo(before);
        }
    }

    @Test
    void whatIsWrittenBetweenTwoLooksAtTheTailIsNoDamage() {
        LogStore log = LogStore.open(disk, Logs.DIRECTORY, Logs.IDENTITY, LogOptions.DEFAULT);
        fill(log, 10);
        List<String> before = owners(log);
        AtomicInteger reads = new AtomicInteger();
        disk.inject((operation, path) -> {
            // The first read has seen the end of the log; the next ones look at what is behind.
            if (operation == DiskOperation.READ && reads.incrementAndGet() == 2) {
                write(log, 11, 400_000);
            }
        });
        try (ReadOnlyLog view = ReadOnlyLog.open(disk, Logs.DIRECTORY, entry -> List.of())) {
            assertThat(reads).hasValueGreaterThan(2);
            assertThat(view.damage()).isEmpty();
            assertThat(texts(view)).isEqualTo(before);
        }
    }

    private static void write(LogStore log, long from, int bytes) {
        int entryBytes = 10_000;
        for (int i = 0; i < bytes / entryBytes; i++) {
            log.append(List.of(Logs.entry(1, from + i, "x".repeat(entryBytes))), null);
            log.flush(true);
        }
    }

    @Test
    void aTornTailIsNoDamageAndIsNotMended() {
        LogStore log = Logs.open(disk);
        fill(log, 10);
        log.append(Logs.entries(new SplittableRandom(2), 1, 11, 3), null);
        log.flush(false);
        disk.crash();
        List<byte[]> before = contents();
        try (ReadOnlyLog view = ReadOnlyLog.open(disk, Logs.DIRECTORY, entry -> List.of())) {
            assertThat(view.damage()).isEmpty();
            assertThat(texts(view)).hasSizeGreaterThanOrEqualTo(10);
        }
        assertThat(contents()).usingRecursiveComparison().isEqualTo(before);
    }

    @Test
    void whatIsBeforeDamageIsShownAndThePlaceNamed() {
        LogStore log = Logs.open(disk);
        fill(log, 60);
        log.close();
        List<String> before = textsFrom(disk);
        Path second = Logs.segments(disk).get(1);
        disk.flipBit(second, 8L * 700);
        try (ReadOnlyLog view = ReadOnlyLog.open(disk, Logs.DIRECTORY, entry -> List.of())) {
            List<String> shown = texts(view);
            assertThat(shown).isNotEmpty().hasSizeLessThan(before.size());
            assertThat(before).startsWith(shown.toArray(String[]::new));
            assertThat(view.damage()).hasValueSatisfying(damage -> {
                assertThat(damage.reason()).isEqualTo(Reason.CORRUPT);
                assertThat(damage).hasMessageMatching(".*" + second.getFileName() + " is damaged at offset \\d+: .*");
            });
        }
    }

    @Test
    void aMissingSegmentIsDamage() throws Exception {
        LogStore log = Logs.open(disk);
        fill(log, 60);
        log.close();
        disk.delete(Logs.segments(disk).getFirst());
        try (ReadOnlyLog view = ReadOnlyLog.open(disk, Logs.DIRECTORY, entry -> List.of())) {
            assertThat(view.damage())
                    .hasValueSatisfying(damage -> assertThat(damage).hasMessageContaining("is missing"));
        }
    }

    @Test
    void aFolderWithoutALogIsNamed() {
        assertThatThrownBy(() -> ReadOnlyLog.open(disk, Logs.DIRECTORY, entry -> List.of()))
                .isInstanceOf(ClusterException.class)
                .hasMessage("there is no log in " + Logs.DIRECTORY);
    }

    private static void fill(LogStore log, int entries) {
        SplittableRandom random = new SplittableRandom(7);
        for (int index = 1; index <= entries; index++) {
            log.append(Logs.entries(random, 1, index, 1), new HardState(1, 1, index - 1));
            log.flush(true);
        }
    }

    private List<byte[]> contents() {
        return Logs.segments(disk).stream().map(disk::content).toList();
    }

    private static List<String> textsFrom(SimDisk disk) {
        try (ReadOnlyLog view = ReadOnlyLog.open(disk, Logs.DIRECTORY, entry -> List.of())) {
            return texts(view);
        }
    }

    /**
     * The entries as the owner of the log has them; the view does not tell the two forms of a change of members apart.
     */
    private static List<String> owners(LogStore log) {
        return Logs.texts(Logs.all(log)).stream()
                .map(text -> text.replaceFirst("^(\\d+/\\d+)/2/", "$1/1/"))
                .toList();
    }

    private static List<String> texts(ReadOnlyLog view) {
        List<String> texts = new ArrayList<>();
        view.forEach(entry ->
                texts.add(entry.index() + "/" + entry.term() + "/" + (entry.kind() == LoggedEntry.Kind.COMMAND ? 0 : 1)
                        + "/" + HexFormat.of().formatHex(entry.data())));
        return texts;
    }
}
