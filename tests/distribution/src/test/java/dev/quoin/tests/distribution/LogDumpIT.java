package dev.quoin.tests.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.protocol.internal.InternalRaftRequest;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log of a member as {@code quoinutl log dump} shows it. */
class LogDumpIT {
    private static final Pattern COMMIT = Pattern.compile("\\{\"commit\":(\\d+)}");
    private static final Pattern ENTRY =
            Pattern.compile("\\{\"index\":(\\d+),\"term\":(\\d+),\"type\":([012]),\"data\":\"([A-Za-z0-9+/=]*)\"}");
    private static final int PUTS = 50;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final Tree tree = Tree.built();

    @TempDir
    private Path folder;

    @Test
    void showsEveryPutBesideTheRunningMemberAndAfterwards() throws Exception {
        Path data = folder.resolve("data");
        Set<String> files;
        try (RunningNode node = RunningNode.start(tree.command("--data-dir=" + data))) {
            for (int i = 0; i < PUTS; i++) {
                node.put("key" + i, "value" + i);
            }
            files = files(data);
            assertThat(puts(dump(data))).containsExactlyElementsOf(keys());
            assertThat(files(data)).isEqualTo(files);
            assertThat(node.range("key", "kez").getCount()).isEqualTo(PUTS);
            node.kill();
        }
        assertThat(puts(dump(data))).containsExactlyElementsOf(keys());
        Outcome decoded = utl("log", "dump", "--data-dir", data.toString(), "--decode");
        assertThat(decoded.output().lines().toList())
                .anyMatch(line ->
                        line.contains("\"request\":\"put { key: \\\"key7\\\" value: \\\"value7\\\" } header { ID: "))
                .anyMatch(line -> line.contains("\"type\":1,\"request\":\"")
                        && line.contains("member { ID: ")
                        && line.contains("peerURLs: \\\"http://localhost:2380\\\""));
    }

    @Test
    void reachesBackAsFarAsConfigured() throws Exception {
        Path data = folder.resolve("data");
        try (RunningNode node = RunningNode.start(
                tree.command("--data-dir=" + data, "--snapshot-count=100", "--snapshot-catchup-entries=20"))) {
            for (int i = 0; i < 2 * PUTS; i++) {
                node.put("key" + i, "value" + i);
            }
            List<String> kept = dump(data).stream().skip(1).toList();
            assertThat(index(kept.getFirst())).isEqualTo(1);
            long since = System.nanoTime();
            while (index(kept.getFirst()) == 1) {
                assertThat(System.nanoTime() - since).isLessThan(PATIENCE_NANOS);
                node.put("more", "");
                kept = dump(data).stream().skip(1).toList();
            }
            long cut = index(kept.getFirst());
            assertThat(cut).isGreaterThan(100);
            assertThat(index(kept.getLast()) - cut + 1).isBetween(20L, 120L);
        }
    }

    @Test
    void isKeptWithinASizeToo() throws Exception {
        Path data = folder.resolve("data");
        String large = "v".repeat(100_000);
        try (RunningNode node = RunningNode.start(tree.command(
                "--data-dir=" + data,
                "--store-sync-bytes=512KiB",
                "--raft-log-bytes=4MiB",
                "--raft-segment-bytes=1MiB"))) {
            for (int i = 0; i < 200; i++) {
                node.put("key" + i, large);
            }
            long since = System.nanoTime();
            while (bytes(data.resolve("member/wal")) > 6 << 20) {
                assertThat(System.nanoTime() - since).isLessThan(PATIENCE_NANOS);
                node.put("more", large);
            }
            assertThat(dump(data).size()).isGreaterThan(5);
            node.kill();
        }
        try (RunningNode node = RunningNode.start(tree.command("--data-dir=" + data))) {
            assertThat(node.range("key0", "key00").getCount()).isEqualTo(1);
            assertThat(node.range("key199", "key1990").getCount()).isEqualTo(1);
        }
    }

    private static long bytes(Path folder) {
        return Tree.list(folder).stream()
                .mapToLong(file -> file.toFile().length())
                .sum();
    }

    private static long index(String line) {
        Matcher entry = ENTRY.matcher(line);
        assertThat(entry.matches()).as(line).isTrue();
        return Long.parseLong(entry.group(1));
    }

    @Test
    void damageIsNamedBehindWhatStandsBeforeIt() throws Exception {
        Path data = folder.resolve("data");
        try (RunningNode node = RunningNode.start(tree.command("--data-dir=" + data))) {
            for (int i = 0; i < PUTS; i++) {
                node.put("key" + i, "value" + i);
            }
            node.stop();
        }
        List<String> whole = dump(data);
        Path segment = Tree.list(data.resolve("member/wal")).getFirst();
        try (RandomAccessFile file = new RandomAccessFile(segment.toFile(), "rw")) {
            file.seek(1500);
            int there = file.read();
            file.seek(1500);
            file.write(there ^ 1);
        }
        Outcome damaged = utl("log", "dump", "--data-dir", data.toString());
        assertThat(damaged.exitCode()).isEqualTo(1);
        assertThat(damaged.messages())
                .singleElement()
                .asString()
                .matches("quoin: log segment " + Pattern.quote(segment.toString()) + " is damaged at offset \\d+: .*");
        List<String> shown = damaged.output().lines().skip(1).toList();
        assertThat(shown).isNotEmpty().hasSizeLessThan(whole.size() - 1);
        assertThat(whole.subList(1, whole.size())).startsWith(shown.toArray(String[]::new));
    }

    @Test
    void mistakesAreAnsweredByOneLine() throws Exception {
        Path none = folder.resolve("none");
        refused("there is no data directory " + none, 1, "log", "dump", "--data-dir", none.toString());
        refused(folder + " is not a data directory of Quoin", 1, "log", "dump", "--data-dir=" + folder);
        refused("--data-dir must be given", 2, "log", "dump");
        refused("unknown argument \"--dcode\"", 2, "log", "dump", "--data-dir=x", "--dcode");
        refused("usage: quoin utl log dump", 2, "log");
        Path data = folder.resolve("data");
        try (RunningNode node = RunningNode.start(tree.command("--data-dir=" + data))) {
            node.stop();
        }
        try (Stream<Path> files = Files.list(data.resolve("member/wal"))) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        refused("there is no log in " + data.resolve("member/wal"), 1, "log", "dump", "--data-dir=" + data);
    }

    @Test
    void helpIsGivenBehindATool() throws Exception {
        Outcome help = utl("log", "dump", "--help");
        assertThat(help.exitCode()).isZero();
        assertThat(help.output()).contains("quoin utl log dump --data-dir DIR");
    }

    private void refused(String message, int code, String... arguments) throws Exception {
        Outcome outcome = utl(arguments);
        assertThat(outcome.messages()).singleElement().asString().contains(message);
        assertThat(outcome.exitCode()).isEqualTo(code);
        assertThat(outcome.output()).isEmpty();
    }

    private List<String> dump(Path data) throws Exception {
        Outcome outcome = utl("log", "dump", "--data-dir", data.toString());
        assertThat(outcome.errors()).isEmpty();
        assertThat(outcome.exitCode()).isZero();
        return outcome.output().lines().toList();
    }

    private Outcome utl(String... arguments) throws Exception {
        List<String> words = new ArrayList<>(List.of("utl"));
        words.addAll(List.of(arguments));
        return Outcome.of(tree.command(words.toArray(String[]::new)));
    }

    /** Checks the form of every line, and returns the keys of the puts in order. */
    private static List<String> puts(List<String> lines) throws IOException {
        Matcher commit = COMMIT.matcher(lines.getFirst());
        assertThat(commit.matches()).as(lines.getFirst()).isTrue();
        List<String> puts = new ArrayList<>();
        long index = 0;
        for (String line : lines.subList(1, lines.size())) {
            Matcher entry = ENTRY.matcher(line);
            assertThat(entry.matches()).as(line).isTrue();
            assertThat(Long.parseLong(entry.group(1))).isEqualTo(++index);
            InternalRaftRequest request = entry.group(3).equals("0")
                    ? InternalRaftRequest.parseFrom(Base64.getDecoder().decode(entry.group(4)))
                    : InternalRaftRequest.getDefaultInstance();
            if (request.hasPut()) {
                puts.add(request.getPut().getKey().toStringUtf8());
            }
        }
        assertThat(Long.parseLong(commit.group(1))).isBetween(1L, index);
        return puts;
    }

    private static List<String> keys() {
        return Stream.iterate(0, i -> i + 1).limit(PUTS).map(i -> "key" + i).toList();
    }

    private static Set<String> files(Path data) throws IOException {
        try (Stream<Path> files = Files.walk(data.resolve("member/wal"))) {
            return files.map(Path::toString).collect(Collectors.toSet());
        }
    }
}
