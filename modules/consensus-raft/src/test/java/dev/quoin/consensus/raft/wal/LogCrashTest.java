package dev.quoin.consensus.raft.wal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.consensus.raft.algorithm.message.ConfState;
import dev.quoin.consensus.raft.algorithm.message.Entry;
import dev.quoin.consensus.raft.algorithm.message.HardState;
import dev.quoin.consensus.raft.algorithm.message.Snapshot;
import dev.quoin.testkit.host.DiskFault;
import dev.quoin.testkit.host.ProcessEnded;
import dev.quoin.testkit.host.SimDisk;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * A process writes a log and dies at any operation on the disk, or the power goes, again and again. What was synced is
 * always found again, what was not may be found, and nothing else ever is.
 */
class LogCrashTest {
    private static final ConfState MEMBERS = ConfState.ofVoters(1, 2, 3);

    @Test
    void whatWasSyncedSurvivesADeathAtEveryOperation() {
        for (int operation = 1; operation <= 150; operation++) {
            for (int seed = 0; seed < 8; seed++) {
                new Life(seed).liveAndDie(operation, 3);
            }
        }
    }

    @Test
    void whatWasSyncedSurvivesManyDeaths() {
        for (int seed = 1000; seed < 1300; seed++) {
            Life life = new Life(seed);
            life.liveAndDie(1 + life.random.nextInt(300), 12);
        }
    }

    /** One disk, and the processes that write to it one after the other. */
    private static final class Life {
        private final int seed;
        private final SplittableRandom random;
        private final SimDisk disk;
        private final LogModel model = new LogModel();
        private String phase = "start";

        Life(int seed) {
            this.seed = seed;
            this.random = new SplittableRandom(seed);
            this.disk = Logs.disk(seed);
        }

        void liveAndDie(int firstDeath, int deaths) {
            int operations = firstDeath;
            for (int death = 0; death < deaths; death++) {
                phase = "death " + death + " at operation " + operations;
                disk.inject(DiskFault.dieAtMutation(operations));
                try {
                    write(open());
                } catch (ProcessEnded ended) {
                    // The usual way to go.
                }
                disk.heal();
                if (random.nextBoolean()) {
                    disk.crash();
                } else {
                    disk.closeAll();
                }
                operations = 1 + random.nextInt(60);
            }
            open().close();
        }

        private LogStore open() {
            LogStore log = Logs.open(disk);
            LogModel.State found = new LogModel.State(log.firstIndex() - 1, Logs.texts(Logs.all(log)));
            String expected = model.toString();
            assertThat(model.accepts(found, log.hardState()))
                    .as("seed %d, %s: found %s %s, expected %s", seed, phase, found, log.hardState(), expected)
                    .isTrue();
            checkTerms(log);
            return log;
        }

        private void write(LogStore log) {
            for (int step = 0; step < 400; step++) {
                int dice = random.nextInt(100);
                if (dice < 50) {
                    append(log);
                } else if (dice < 85) {
                    log.flush(true);
                    model.synced();
                    assertThat(Logs.texts(Logs.all(log)))
                            .isEqualTo(model.latest().entries());
                } else if (dice < 90) {
                    log.flushCommit();
                } else if (dice < 98) {
                    compact(log);
                } else {
                    install(log);
                }
            }
            log.close();
            model.synced();
        }

        private void append(LogStore log) {
            HardState before = model.latestHardState();
            long last = model.latest().last();
            long from = last + 1;
            long term = Math.max(1, before.term());
            long committed = Math.max(before.commit(), model.latest().start());
            if (random.nextInt(8) == 0 && last > committed) {
                from = committed + 1 + random.nextLong(last - committed);
                term++;
            }
            List<Entry> batch = Logs.entries(random, term, from, random.nextInt(5));
            long newLast = batch.isEmpty() ? last : from + batch.size() - 1;
            long commit = committed + random.nextLong(newLast - committed + 1);
            HardState state = new HardState(term, random.nextInt(3), Math.max(before.commit(), commit));
            model.append(batch, state);
            log.append(batch, state);
        }

        private void compact(LogStore log) {
            // Compacting what the log may not yet hold durably would be wrong of the caller.
            log.flush(true);
            model.synced();
            long start = model.latest().start();
            long upTo =
                    Math.min(model.latestHardState().commit(), model.latest().last());
            if (upTo > start) {
                model.compact(upTo);
                log.compact(upTo, MEMBERS);
                assertThat(log.confState()).isEqualTo(MEMBERS);
            }
        }

        private void install(LogStore log) {
            log.flush(true);
            model.synced();
            HardState before = model.latestHardState();
            long index = Math.max(before.commit(), model.latest().start()) + 1 + random.nextLong(20);
            HardState after = new HardState(before.term() + 1, 0, index);
            model.install(index);
            model.append(List.of(), after);
            log.install(new Snapshot(index, before.term() + 1, MEMBERS, Entry.NO_DATA));
            log.append(List.of(), after);
            log.flush(true);
            model.synced();
        }

        private void checkTerms(LogStore log) {
            for (Entry entry : Logs.all(log)) {
                assertThat(log.term(entry.index())).isEqualTo(entry.term());
            }
            assertThat(log.term(log.lastIndex() + 1)).isEqualTo(-1);
        }
    }
}
