package dev.quoin.benchmarks.cli;

import dev.quoin.benchmarks.proc.ProcessAccount;
import dev.quoin.benchmarks.server.ServerSpec;
import dev.quoin.benchmarks.server.ServerSpecs;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/** Which servers are measured: one that runs, or several that are started. */
final class ServerOptions {
    private static final List<String> ONLY_COMPARED = List.of(
            "--baseline", "--quoin", "--server-flag", "--cold", "--idle", "--profile", "--members", "--work-dir");

    @Option(
            names = "--compare",
            split = ",",
            paramLabel = "SERVER",
            description = "servers to start: a backend of Quoin (rocksdb, lmdb, mapdb), or label=PATH of an executable "
                    + "with etcd's flags, such as etcd=/usr/bin/etcd")
    List<String> compare = List.of();

    @Option(names = "--endpoint", paramLabel = "HOST:PORT", description = "instead: a server that runs already")
    @Nullable
    String endpoint;

    @Option(names = "--pid", description = "with --endpoint: the server's process, whose CPU and memory to report")
    @Nullable
    Long pid;

    @Option(names = "--baseline", paramLabel = "LABEL", description = "whom ratios refer to (default: the first etcd)")
    @Nullable
    String baseline;

    @Option(
            names = "--quoin",
            paramLabel = "PATH",
            description = "the launcher that runs backends (default: that of this checkout)")
    @Nullable
    Path quoin;

    @Option(
            names = "--server-flag",
            paramLabel = "LABEL=FLAG",
            description = "a flag for one of the servers: rocksdb=--some-flag=value; may be repeated")
    List<String> serverFlags = List.of();

    /** Refuses what does not go together. */
    void check(ParseResult given) {
        if (compare.isEmpty() == (endpoint == null)) {
            throw new IllegalArgumentException(
                    "say which servers to measure, with either --compare or --endpoint; --help says more");
        }
        if (endpoint == null && pid != null) {
            throw new IllegalArgumentException("--pid goes with --endpoint");
        }
        for (String option : ONLY_COMPARED) {
            if (endpoint != null && given.hasMatchedOption(option)) {
                throw new IllegalArgumentException(option + " goes with --compare");
            }
        }
    }

    List<ServerSpec> specs() {
        Optional<Path> launcher = quoin != null
                ? Optional.of(quoin)
                : Optional.ofNullable(System.getProperty("quoin.launcher")).map(Path::of);
        return new ServerSpecs(launcher, serverFlags).read(compare);
    }

    String baseline(List<ServerSpec> specs) {
        if (baseline == null) {
            return specs.stream()
                    .filter(ServerSpec::isEtcd)
                    .findFirst()
                    .orElse(specs.getFirst())
                    .label();
        }
        if (specs.stream().noneMatch(server -> server.label().equals(baseline))) {
            throw new IllegalArgumentException("--baseline names no server that is compared: " + baseline);
        }
        return baseline;
    }

    @Nullable
    ProcessAccount account() {
        if (pid == null) {
            return null;
        }
        if (ProcessHandle.of(pid).isEmpty()) {
            throw new IllegalArgumentException("--pid: no process " + pid);
        }
        return new ProcessAccount(pid);
    }
}
