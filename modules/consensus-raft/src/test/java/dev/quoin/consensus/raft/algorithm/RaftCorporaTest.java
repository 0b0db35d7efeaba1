package dev.quoin.consensus.raft.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.quoin.consensus.raft.algorithm.corpora.Corpora;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Holds the algorithm against the corpora of etcd's Raft, byte for byte, log lines included. Skipped where they are
 * absent.
 */
class RaftCorporaTest {
    private static final AtomicInteger PASSED = new AtomicInteger();
    private static final int FILES = 41;

    @TestFactory
    Stream<DynamicTest> everyFileGivesItsOutput() {
        Optional<Path> folder = Corpora.folder();
        assumeTrue(folder.isPresent(), "raft corpora are absent: set " + Corpora.LOCATION + " to their folder");
        List<Path> interaction = Corpora.files(folder.get(), "interaction");
        List<Path> quorum = Corpora.files(folder.get(), "quorum");
        List<Path> confchange = Corpora.files(folder.get(), "confchange");
        assertThat(interaction).hasSize(28);
        assertThat(quorum).hasSize(4);
        assertThat(confchange).hasSize(9);
        return Stream.of(interaction, quorum, confchange)
                .flatMap(List::stream)
                .map(file -> DynamicTest.dynamicTest(name(file), () -> run(file)));
    }

    @AfterAll
    static void report() {
        if (Corpora.folder().isPresent()) {
            System.out.println("raft corpora: " + PASSED.get() + " of " + FILES + " files");
        } else {
            System.out.println("raft corpora: skipped, set " + Corpora.LOCATION + " to their folder");
        }
    }

    private static String name(Path file) {
        return file.getParent().getFileName() + "/" + file.getFileName();
    }

    private static void run(Path file) {
        Corpora.run(file, RaftNode::randomizedElectionTimeout);
        PASSED.incrementAndGet();
    }
}
