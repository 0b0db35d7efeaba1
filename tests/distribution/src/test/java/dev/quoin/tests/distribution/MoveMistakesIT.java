package dev.quoin.tests.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be wrong when data moves from or to etcd is told in one line, and nothing is touched. */
class MoveMistakesIT {
    private final Tree tree = Tree.built();

    @TempDir
    private Path folder;

    @Test
    void arguments() throws Exception {
        refused("usage: quoin utl migrate | log dump | snapshot restore", 2);
        refused("unknown argument \"moove\"", 2, "moove");
        refused("usage: quoin utl", 2, "snapshot");
        refused("Missing required parameter: 'FILE'", 2, "snapshot", "restore");
        refused("--mark-compacted required if --revision-bump > 0", 2, "snapshot", "restore", "x", "--bump-revision=5");
        refused("--from-etcd must be given", 2, "import", "--data-dir=x");
        refused(
                "invalid value \"2.3\" for --etcd-version",
                2,
                "export",
                "--data-dir=x",
                "--to-etcd=y",
                "--etcd-version=2.3");
        refused("unsupported output format", 1, "snapshot", "status", "x", "-w", "xml");
        refused("unknown backend \"none\"", 1, "snapshot", "restore", "x", "--backend=none");
        refused(
                "couldn't find local name \"me\"",
                1,
                "snapshot",
                "restore",
                "x",
                "--name=me",
                "--initial-cluster=you=http://h:1");
    }

    @Test
    void files() throws Exception {
        Path none = folder.resolve("none");
        refused("cannot access file " + none + ": no such file or directory", 1, "snapshot", "status", none.toString());
        Path text = Files.writeString(folder.resolve("text"), "no database, but as long as one might be. ".repeat(500));
        refused(text + ": page 0: magic is", 1, "snapshot", "status", text.toString());
        refused(text + ": page 0: magic is", 1, "hashkv", text.toString());
        Path target = folder.resolve("target");
        refused(
                text + ": snapshot missing hash but --skip-hash-check=false",
                1,
                "snapshot",
                "restore",
                text.toString(),
                "--data-dir=" + target);
        Path hashed = Files.write(folder.resolve("hashed"), new byte[8 * 512 + 32]);
        refused(
                hashed + ": expected sha256 00000000",
                1,
                "snapshot",
                "restore",
                hashed.toString(),
                "--data-dir=" + target);
        refused(
                text + ": page 0: magic is",
                1,
                "snapshot",
                "restore",
                text.toString(),
                "--skip-hash-check",
                "--data-dir=" + target);
        assertThat(names(folder)).containsExactlyInAnyOrder("text", "hashed");
    }

    @Test
    void folders() throws Exception {
        Path full = Files.createDirectory(folder.resolve("full"));
        Files.writeString(full.resolve("mine"), "precious");
        String target = "--data-dir=" + full;
        refused("--data-dir " + full + " is not empty", 1, "snapshot", "restore", "x", target);
        Path empty = Files.createDirectory(folder.resolve("empty"));
        refused("--data-dir " + full + " is not empty", 1, "import", "--from-etcd=" + empty, target);
        refused(
                empty + ": is no data directory of etcd, expected a file member/snap/db in it",
                1,
                "import",
                "--from-etcd=" + empty,
                "--data-dir=" + folder.resolve("new"));
        refused(empty + " is not a data directory of Quoin", 1, "export", "--data-dir=" + empty, "--to-etcd=" + full);
        assertThat(names(full)).containsExactly("mine");
        assertThat(names(folder)).containsExactlyInAnyOrder("full", "empty");
    }

    private static List<String> names(Path folder) throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private void refused(String message, int code, String... arguments) throws Exception {
        List<String> words = new ArrayList<>(List.of("utl"));
        words.addAll(List.of(arguments));
        Outcome outcome = Outcome.of(tree.command(words.toArray(String[]::new)));
        assertThat(outcome.messages()).singleElement().asString().contains(message);
        assertThat(outcome.exitCode()).isEqualTo(code);
        assertThat(outcome.output()).isEmpty();
    }
}
