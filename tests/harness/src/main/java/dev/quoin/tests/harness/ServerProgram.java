package dev.quoin.tests.harness;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A server that can be started: Quoin's launcher or an etcd.
 *
 * @param kind which of the two, for tests of what only one of them promises
 * @param executable what to run
 */
public record ServerProgram(Kind kind, Path executable) {

    /** Which server a program is. */
    public enum Kind {
        QUOIN,
        ETCD
    }

    private static final String SELECTION = "quoin.tests.server";

    /**
     * The server to test: the built distribution, or what {@code -Dquoin.tests.server} says: {@code etcd} for the peer, or the
     * path of an etcd.
     *
     * @throws IllegalStateException if it is not there
     */
    public static ServerProgram underTest() {
        String selection = System.getProperty(SELECTION, "quoin");
        return switch (selection) {
            case "quoin" -> quoin();
            case "etcd" -> new ServerProgram(Kind.ETCD, Peer.require().etcd());
            default -> new ServerProgram(Kind.ETCD, Path.of(selection));
        };
    }

    public boolean isQuoin() {
        return kind == Kind.QUOIN;
    }

    private static ServerProgram quoin() {
        Path target = checkout().resolve("distribution/target");
        return built(target)
                .map(launcher -> new ServerProgram(Kind.QUOIN, launcher))
                .orElseThrow(() -> new IllegalStateException("no quoin-*/bin/quoin in " + target
                        + ": build the distribution first (./mvnw -DskipTests package), or test another server with -D"
                        + SELECTION + "=etcd"));
    }

    private static Optional<Path> built(Path target) {
        if (!Files.isDirectory(target)) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> trees = Files.newDirectoryStream(target, "quoin-*")) {
            for (Path tree : trees) {
                Path launcher = tree.resolve("bin/quoin");
                if (Files.isExecutable(launcher)) {
                    return Optional.of(launcher.toAbsolutePath());
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new IllegalStateException("cannot list " + target, e);
        }
    }

    /** The folder that holds the whole checkout: the nearest one above that has the build. */
    private static Path checkout() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isRegularFile(folder.resolve("mvnw"))) {
            Path parent = folder.getParent();
            if (parent == null) {
                throw new IllegalStateException(
                        "not inside a checkout: " + Path.of("").toAbsolutePath());
            }
            folder = parent;
        }
        return folder;
    }

    @Override
    public String toString() {
        return kind.name().toLowerCase(java.util.Locale.ROOT) + " (" + executable + ")";
    }
}
