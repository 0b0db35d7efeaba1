package dev.quoin.tests.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.tests.harness.ApiClient;
import dev.quoin.tests.harness.Command;
import dev.quoin.tests.harness.CommandResult;
import dev.quoin.tests.harness.Node;
import dev.quoin.tests.harness.NodeSpec;
import dev.quoin.tests.harness.Peer;
import dev.quoin.tests.harness.ServerProgram;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator's first mistakes: each is answered by one line that names what was wrong, and never by an exit code of 0. */
class MistakesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ServerProgram program = ServerProgram.underTest();
    private final Table table = new Table("mistake", "message", "code");

    @TempDir
    Path folder;

    @Test
    void starting() throws IOException {
        tryStart("unknown flag", spec("a").flag("--nosuch-flag", "1"), "nosuch-flag");
        tryStart(
                "value that is no number",
                spec("a").flag("--quota-backend-bytes", "plenty"),
                "quota-backend-bytes",
                "plenty");
        tryStart(
                "malformed URL: no scheme", spec("a").flag("--listen-client-urls", "127.0.0.1:2379"), "127.0.0.1:2379");
        tryStart(
                "malformed URL: no number for a port",
                spec("a").flag("--listen-peer-urls", "http://127.0.0.1:x"),
                "127.0.0.1:x");
        tryStart("name that the cluster does not know", spec("a").flag("--name", "stranger"), "stranger");
        NodeSpec busy = portInUse();
        tryStart("port in use", busy, busy.ports().clientEndpoint());
        tryStart("data directory that is a file", spec(file("file")), "file");
        tryStart("data directory that cannot be created", spec(file("b").resolve("below")), "below");
        unreadableDirectory();
        if (program.isQuoin()) {
            tryStart("unknown plugin", spec("a").flag("--backend", "nosuch"), "backend", "nosuch");
            foreignDirectories();
            directoryInUse();
        }
        table.print(program + ": starting");
    }

    @Test
    void asking() {
        try (Node node = spec("data").start();
                ApiClient client = node.client()) {
            WrongRequest.all(program.isQuoin()).forEach(request -> tryAsk(client, request));
        }
        table.print(program + ": asking");
    }

    private void tryAsk(ApiClient client, WrongRequest request) {
        request.preparation().accept(client);
        String answer = request.ask(client);
        table.row(request.mistake(), answer.substring(answer.indexOf(' ') + 1), answer.split(":", 2)[0]);
        assertThat(answer).as(request.mistake()).isEqualTo(request.expected());
    }

    private void unreadableDirectory() throws IOException {
        String mistake = "data directory that must not be read";
        Path closed = folder.resolve("closed");
        Files.createDirectory(
                closed, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("---------")));
        Optional<Command> command = spec(closed).command().unprivileged();
        if (command.isPresent()) {
            tryRun(mistake, command.get(), "closed");
        } else {
            table.row(
                    mistake, "not tried: this user may read everything, and there is no setpriv to become another", "");
        }
    }

    private void foreignDirectories() throws IOException {
        Path notes = Files.createDirectory(folder.resolve("foreign"));
        Files.writeString(notes.resolve("notes.txt"), "somebody else's");
        tryStart("data directory of something else", spec(notes), "foreign");
        assertThat(notes.resolve("notes.txt")).hasContent("somebody else's");
        if (Peer.find().isPresent()) {
            Path etcds = folder.resolve("of-etcd");
            NodeSpec.of(Peer.require().server(), etcds).start().close();
            tryStart("data directory of etcd", spec(etcds), "of-etcd");
        } else {
            table.row("data directory of etcd", "not tried: " + Peer.missing(), "");
        }
    }

    private void directoryInUse() {
        try (Node node = spec("used").start()) {
            assertThat(node.pid()).isPositive();
            tryStart("data directory in use", spec("used"), "used");
        }
    }

    /** The port is kept busy until this JVM ends. */
    @SuppressWarnings("resource")
    private NodeSpec portInUse() throws IOException {
        NodeSpec spec = spec("a");
        new ServerSocket(spec.ports().client(), 1, InetAddress.getLoopbackAddress());
        return spec;
    }

    private void tryStart(String mistake, NodeSpec spec, String... named) {
        tryRun(mistake, spec.command(), named);
    }

    private void tryRun(String mistake, Command command, String... named) {
        CommandResult result = command.run("", PATIENCE);
        List<String> said = new ArrayList<>(result.errors().lines().toList());
        said.addAll(result.text().lines().toList());
        said.removeIf(line -> line.isBlank() || (program.isQuoin() && line.startsWith("{")));
        String message = said.stream()
                .filter(line -> Stream.of(named).allMatch(line::contains))
                .findFirst()
                .orElse(said.isEmpty() ? "" : said.getLast());
        table.row(mistake, message, Integer.toString(result.exitCode()));
        assertThat(result.exitCode()).as(mistake).isNotZero();
        assertThat(message).as(mistake).contains(named);
        if (program.isQuoin()) {
            assertThat(said).as(mistake).hasSize(1);
            assertThat(message).as(mistake).doesNotContain("Exception");
        }
    }

    private NodeSpec spec(String dataDir) {
        return spec(folder.resolve(dataDir));
    }

    private NodeSpec spec(Path dataDir) {
        return NodeSpec.of(program, dataDir);
    }

    private Path file(String name) throws IOException {
        return Files.writeString(folder.resolve(name), "not a directory");
    }
}
