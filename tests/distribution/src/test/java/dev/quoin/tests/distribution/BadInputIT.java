package dev.quoin.tests.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator's first mistakes: each gets one line that names what was wrong. Prints them as a table. */
class BadInputIT {
    private static final int USAGE = 2;
    private static final int FAILED = 1;

    private final List<String> table = new ArrayList<>();

    @TempDir
    private Path folder;

    @AfterEach
    void print() {
        System.out.println("input | exit code | message\n---|---|---");
        table.forEach(System.out::println);
    }

    @Test
    void arguments() throws Exception {
        fails(USAGE, "flag provided but not defined: -nosuch", "--nosuch=1");
        fails(USAGE, "flag needs an argument: -name", "--name");
        fails(FAILED, "\"serve\" is not a valid flag", "serve");
        fails(USAGE, "invalid value \"soon\" for --heartbeat-interval: not a number", "--heartbeat-interval=soon");
        fails(
                FAILED,
                "--election-timeout[1000ms] should be at least as 5 times as --heartbeat-interval[900ms]",
                "--heartbeat-interval=900");
        fails(
                FAILED,
                "KeyFile and CertFile must both be present[key: , cert: x.pem] (--key-file, --cert-file)",
                "--cert-file=x.pem");
        fails(FAILED, "x.pem (--cert-file): no such file or directory", "--cert-file=x.pem", "--key-file=x.key");
        fails(
                USAGE,
                "invalid value \"loud\" for --log-level: not one of debug, info, warn, error, panic, fatal",
                "--log-level=loud");
        fails(
                FAILED,
                "open " + folder + "/none.yaml: no such file or directory",
                "--config-file=" + folder + "/none.yaml");
        Path file = Files.writeString(folder.resolve("q.yaml"), "nmae: x\n");
        fails(FAILED, "configuration file " + file + " has an unknown key: nmae", "--config-file=" + file);
    }

    @Test
    void plugins() throws Exception {
        fails(FAILED, "unknown backend \"nosuch\" for --backend: found lmdb, mapdb, rocksdb", "--backend=nosuch");
        fails(FAILED, "unknown consensus \"nosuch\" for --consensus: found raft", "--consensus=nosuch");
        fails(FAILED, "unknown transport \"nosuch\" for --transport: found grpc, http", "--transport=grpc,nosuch");
        fails(FAILED, "unknown auth \"nosuch\" for --auth: found none, oidc, tls", "--auth=nosuch");
        fails(
                USAGE,
                "invalid value \"much\" for --rocksdb-block-cache-size: not a number of bytes",
                "--rocksdb-block-cache-size=much");
    }

    @Test
    void urls() throws Exception {
        fails(
                USAGE,
                "invalid value \"localhost\" for --listen-client-urls: URL scheme must be http, https, unix, or unixs: localhost",
                "--listen-client-urls=localhost");
        fails(
                USAGE,
                "invalid value \"http://127.0.0.1\" for --listen-client-urls: URL address does not have the form \"host:port\": http://127.0.0.1",
                "--listen-client-urls=http://127.0.0.1");
        fails(
                FAILED,
                "--listen-client-urls: expected IP in URL for binding (http://example.com:2379)",
                "--listen-client-urls=http://example.com:2379");
        fails(
                FAILED,
                "--advertise-client-urls is required when --listen-client-urls is set explicitly",
                "--listen-client-urls=http://127.0.0.1:2379");
        fails(
                FAILED,
                "TLS key/cert must be provided for client url https://127.0.0.1:2379 with HTTPS scheme",
                "--listen-client-urls=https://127.0.0.1:2379",
                "--advertise-client-urls=https://127.0.0.1:2379");
    }

    @Test
    void aPortInUse() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String url = "http://127.0.0.1:" + taken.getLocalPort();
            failsNaming(url, "--listen-client-urls=" + url, "--advertise-client-urls=" + url);
            failsNaming(url, "--listen-peer-urls=" + url);
        }
    }

    private void failsNaming(String url, String... arguments) throws Exception {
        Outcome outcome = run(arguments);
        record(outcome, String.join(" ", arguments));
        assertThat(outcome.exitCode()).isEqualTo(FAILED);
        assertThat(outcome.messages()).hasSize(1).first().asString().contains(url, "address already in use");
    }

    @Test
    void dataDirectories() throws Exception {
        Path photos = Files.createDirectory(folder.resolve("photos"));
        Files.createFile(photos.resolve("cat.jpg"));
        fails(
                FAILED,
                "data directory " + photos
                        + " is not empty and is not Quoin's (it has cat.jpg): choose another --data-dir",
                "--data-dir=" + photos);
        Path etcd = folder.resolve("default.etcd");
        Files.createDirectories(etcd.resolve("member/snap"));
        fails(
                FAILED,
                "data directory " + etcd + " belongs to etcd (it has member/snap): choose another --data-dir,"
                        + " or bring its data in with quoinutl import --from-etcd",
                "--data-dir=" + etcd);
        Path file = Files.createFile(folder.resolve("file"));
        fails(FAILED, "cannot access data directory " + file + ": not a directory", "--data-dir=" + file);
        fails(FAILED, "cannot access data directory /proc/quoin: no such file or directory", "--data-dir=/proc/quoin");
        fails(FAILED, "cannot access --wal-dir /proc/quoin: no such file or directory", "--wal-dir=/proc/quoin");
    }

    @Test
    void aDataDirectoryInUse() throws Exception {
        Path data = folder.resolve("data");
        try (RunningNode node = RunningNode.start(Tree.built().command("--data-dir=" + data))) {
            assertThat(node.address()).isNotEmpty();
            fails(FAILED, "data directory " + data + " is in use by another process", "--data-dir=" + data);
        }
    }

    @Test
    void aDamagedDataDirectory() throws Exception {
        Path data = folder.resolve("data");
        try (RunningNode node = RunningNode.start(Tree.built().command("--data-dir=" + data))) {
            node.stop();
        }
        Path identity = data.resolve("member/identity");
        Files.writeString(identity, Files.readString(identity).replace("rocksdb", "pebbles"));
        fails(
                FAILED,
                identity
                        + " is damaged (its checksum does not fit): start with an empty data directory, or restore this one from a copy",
                "--data-dir=" + data);
    }

    @Test
    void variables() throws Exception {
        ProcessBuilder command = Tree.built().command("--name=a");
        command.environment().put("ETCD_NAME", "b");
        Outcome outcome = Outcome.of(command.directory(folder.toFile()));
        record(outcome, "--name=a ETCD_NAME=b");
        assertThat(outcome.exitCode()).isEqualTo(FAILED);
        assertThat(outcome.messages())
                .containsExactly(
                        "quoin: conflicting environment variable \"ETCD_NAME\" is shadowed by corresponding command-line flag"
                                + " (either unset environment variable or disable flag)");
    }

    private void fails(int exitCode, String message, String... arguments) throws Exception {
        Outcome outcome = run(arguments);
        record(outcome, String.join(" ", arguments));
        assertThat(outcome.messages()).containsExactly("quoin: " + message);
        assertThat(outcome.exitCode()).isEqualTo(exitCode);
    }

    private void record(Outcome outcome, String input) {
        table.add(input.replace(folder.toString(), "…") + " | " + outcome.exitCode() + " | "
                + String.join(" ", outcome.messages()).replace(folder.toString(), "…"));
    }

    private Outcome run(String... arguments) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(arguments));
        // Other nodes of this machine may have the default port.
        if (all.stream().noneMatch(argument -> argument.startsWith("--listen-peer-urls"))) {
            all.addFirst("--listen-peer-urls=http://127.0.0.1:0");
        }
        return Outcome.of(Tree.built().command(all.toArray(String[]::new)).directory(folder.toFile()));
    }
}
