package dev.quoin.consensus.raft.algorithm.corpora;

import dev.quoin.consensus.raft.algorithm.RaftNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.ObjIntConsumer;
import java.util.stream.Stream;

/** Finds the corpora and runs their files. */
public final class Corpora {
    /** System property and environment variable that name their folder. */
    public static final String LOCATION = "QUOIN_RAFT_CORPORA";

    private Corpora() {}

    /** The folder: as configured, or {@code shared/raft-corpora} beside the repository or one of its parents. */
    public static Optional<Path> folder() {
        String configured = System.getProperty(LOCATION, System.getenv(LOCATION));
        if (configured != null) {
            return Optional.of(Path.of(configured)).filter(Files::isDirectory);
        }
        Path start = Path.of("").toAbsolutePath();
        return Stream.iterate(start, path -> path != null, Path::getParent)
                .map(path -> path.resolve("shared").resolve("raft-corpora"))
                .filter(Files::isDirectory)
                .findFirst();
    }

    /** The files of one kind. */
    public static List<Path> files(Path folder, String kind) {
        try (Stream<Path> files = Files.list(folder.resolve(kind))) {
            return files.filter(path -> path.toString().endsWith(".txt"))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * Runs a file.
     *
     * @throws AssertionError at the first output that is not as it must be
     */
    public static void run(Path file, ObjIntConsumer<RaftNode> setElectionTimeout) {
        switch (file.getParent().getFileName().toString()) {
            case "interaction" -> CorpusFile.run(file, new InteractionCommands(setElectionTimeout)::handle);
            case "quorum" -> CorpusFile.run(file, QuorumCommands::handle);
            case "confchange" -> CorpusFile.run(file, new ConfChangeCommands()::handle);
            default -> throw new IllegalArgumentException("no corpus: " + file);
        }
    }
}
