package dev.quoin.distribution.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quoin.api.config.ConfigException;
import dev.quoin.core.upkeep.CompactionOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeOptionsTest {
    private static final String ADVERTISED = " --advertise-client-urls=http://127.0.0.1:2379";

    @Test
    void defaultsAreThoseOfEtcd() {
        NodeOptions options = options("");
        assertThat(options.dataDir()).isEqualTo(Path.of("default.quoin"));
        assertThat(options.urls().listenClient()).containsExactly(URI.create("http://localhost:2379"));
        assertThat(options.cluster()).hasToString("default=http://localhost:2380");
        assertThat(options.limits().quotaBytes()).isEqualTo(2L << 30);
        assertThat(options.limits().maxRequestBytes()).isEqualTo(1_572_864);
        assertThat(options.plugins())
                .isEqualTo(new NodeOptions.Chosen("rocksdb", "raft", List.of("grpc", "http"), "grpc", List.of()));
    }

    @Test
    void aNameAloneNamesDirectoryAndCluster() {
        NodeOptions options = options("--name=m1");
        assertThat(options.dataDir()).isEqualTo(Path.of("m1.quoin"));
        assertThat(options.cluster()).hasToString("m1=http://localhost:2380");
    }

    @Test
    void urlsAreSortedAndWithoutRepeats() {
        NodeOptions options =
                options("--listen-client-urls=http://127.0.0.1:9,http://127.0.0.1:10,http://127.0.0.1:9" + ADVERTISED);
        assertThat(options.urls().listenClient())
                .containsExactly(URI.create("http://127.0.0.1:10"), URI.create("http://127.0.0.1:9"));
    }

    @Test
    void socketsAndAddressesOfBothFamiliesMayBeListenedOn() {
        NodeOptions options =
                options("--listen-client-urls=unix://127.0.0.1:1,http://[::1]:1,http://0.0.0.0:1" + ADVERTISED);
        assertThat(options.urls().listenClient()).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--listen-client-urls=foo              | URL scheme must be http, https, unix, or unixs: foo",
                "--listen-client-urls=ftp://1.2.3.4:1  | URL scheme must be http, https, unix, or unixs:"
                        + " ftp://1.2.3.4:1",
                "--listen-client-urls=http://1.2.3.4   | URL address does not have the form \"host:port\":"
                        + " http://1.2.3.4",
                "--listen-client-urls=http://[::1]     | URL address does not have the form \"host:port\":"
                        + " http://[::1]",
                "--listen-client-urls=http://1.2.3.4:1/x | URL must not contain a path: http://1.2.3.4:1/x",
                "--initial-cluster=default=x           | URL scheme must be http, https, unix, or unixs: x",
                "--initial-cluster=default             | URL scheme must be http, https, unix, or unixs: ",
            })
    void malformedUrlsAreUsageErrors(String arguments, String message) {
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> options(arguments))
                .withMessageContaining(message == null ? "" : message)
                .withMessageStartingWith("invalid value ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--listen-client-urls=http://example.com:1 | expected IP in URL for binding (http://example.com:1)",
                "--listen-client-urls=http://127.0.0.1:99999 | --listen-client-urls: invalid port in URL"
                        + " (http://127.0.0.1:99999)",
                "--listen-client-urls=http://127.0.0.1:1 | --advertise-client-urls is required when"
                        + " --listen-client-urls is set explicitly",
                "--advertise-client-urls=http://:1 | unexpected empty host (http://:1)",
                "--heartbeat-interval=0 | invalid value \"0\" for --heartbeat-interval: must be at least 1",
                "--heartbeat-interval=500 | --election-timeout[1000ms] should be at least as 5 times as"
                        + " --heartbeat-interval[500ms]",
                "--election-timeout=60000 | --election-timeout[60000ms] is too long, and should be set less than"
                        + " 50000ms",
                "--max-txn-ops=0 | invalid value \"0\" for --max-txn-ops: must be at least 1",
                "--max-request-bytes=999999999999 | must be at most 536870912",
                "--transport= | --transport must name at least one client transport",
            })
    void whatDoesNotFitTogetherIsRefused(String arguments, String message) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> options(arguments))
                .withMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--initial-cluster=m1=http://localhost:2380 | couldn't find local name \"default\" in the initial"
                        + " cluster configuration",
                "--initial-cluster=default=http://127.0.0.1:1 | --initial-cluster has default=http://127.0.0.1:1 but"
                        + " missing from --initial-advertise-peer-urls=http://localhost:2380",
                "--initial-cluster=default=http://localhost:2380,b=http://localhost:2380 | has duplicate url",
                "--initial-cluster-state=existing --initial-cluster=m1=http://localhost:2380 | couldn't find local"
                        + " name \"default\" in the initial cluster configuration",
                "--initial-cluster-state=existing --initial-cluster=default=http://a:1,b=http://a:1 | initial cluster"
                        + " b=http://a:1,default=http://a:1 has duplicate url",
            })
    void whatNoMemberCanBeginWithIsRefused(String arguments, String message) {
        NodeOptions options = options(arguments);
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(options::checkBootstrap)
                .withMessageContaining(message);
    }

    @Test
    void aClusterMayHaveSeveralMembers() {
        NodeOptions options =
                options("--initial-cluster=default=http://localhost:2380,b=http://localhost:3,a=http://localhost:4");
        options.checkBootstrap();
        assertThat(options.cluster().urlsOfOthers("default"))
                .extracting(URI::toString)
                .containsExactly("http://localhost:3", "http://localhost:4");
        // Whoever joins is known by the URLs that were announced for it.
        options("--initial-cluster-state=existing --initial-cluster=default=http://localhost:9")
                .checkBootstrap();
    }

    @Test
    void choicesAreListed() {
        assertThatThrownBy(() -> options("--log-level=loud"))
                .hasMessage(
                        "invalid value \"loud\" for --log-level: not one of debug, info, warn, error, panic, fatal");
        assertThatThrownBy(() -> options("--initial-cluster-state=old"))
                .hasMessage("invalid value \"old\" for --initial-cluster-state: not one of new, existing");
    }

    @Test
    void compactsByItselfAsEtcdReadsIt() {
        assertThat(compaction("periodic", "0")).isEqualTo(CompactionOptions.OFF);
        assertThat(compaction("periodic", "3")).isEqualTo(CompactionOptions.periodic(Duration.ofHours(3)));
        assertThat(compaction("periodic", "6s")).isEqualTo(CompactionOptions.periodic(Duration.ofSeconds(6)));
        assertThat(compaction("revision", "1000")).isEqualTo(CompactionOptions.byRevisions(1000));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sometimes | 1   | unknown auto-compaction-mode \"sometimes\"",
                "''        | 1   | undefined auto-compaction-mode",
                "periodic  | -5m | invalid value \"-5m\" for --auto-compaction-retention: must not be negative",
                "periodic  | x   | invalid value \"x\" for --auto-compaction-retention: not a duration such as 500ms"
                        + " or 1m30s",
                "revision  | 5m  | invalid value \"5m\" for --auto-compaction-retention: not a number of revisions, as"
                        + " --auto-compaction-mode=revision wants",
            })
    void compactionThatIsNotUnderstoodEndsTheStart(String mode, String retention, String message) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> compaction(mode, retention))
                .withMessage(message);
    }

    private static CompactionOptions compaction(String mode, String retention) {
        return options("--auto-compaction-mode=" + mode + " --auto-compaction-retention=" + retention)
                .compaction();
    }

    private static NodeOptions options(String arguments) {
        List<String> words =
                arguments.isBlank() ? List.of() : List.of(arguments.strip().split(" "));
        return NodeOptions.of(
                Settings.read(words, Map.of(), NodeKeys.spec(), List.of()).node());
    }
}
