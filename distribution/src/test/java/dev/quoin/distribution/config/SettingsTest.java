package dev.quoin.distribution.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.quoin.api.Provider;
import dev.quoin.api.config.ConfigException;
import dev.quoin.api.config.ConfigSpec;
import dev.quoin.api.config.ConfigType;
import dev.quoin.api.config.ConfigValues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    private static final Provider ROCK = provider(
            "rock",
            ConfigSpec.builder()
                    .key("cache", ConfigType.BYTES, "1MiB", "A size.")
                    .key("heartbeat-interval", ConfigType.INTEGER, "7", "Named as one of the node's.")
                    .build());
    private static final Provider SAND = provider(
            "sand",
            ConfigSpec.builder()
                    .key("grain", ConfigType.TEXT, "fine", "A text.")
                    .build());

    @TempDir
    private Path folder;

    @Test
    void aFlagIsAsGoodAsAVariable() {
        assertThat(read(List.of("--name=a"), Map.of()).node().text("name")).isEqualTo("a");
        assertThat(read(List.of(), Map.of("ETCD_NAME", "b")).node().text("name"))
                .isEqualTo("b");
        assertThat(read(List.of(), Map.of()).node().text("name")).isEqualTo("default");
    }

    @Test
    void ownVariablesWinOverEtcds() {
        assertThat(read(List.of(), Map.of("ETCD_NAME", "b", "QUOIN_NAME", "c"))
                        .node()
                        .text("name"))
                .isEqualTo("c");
        assertThat(read(List.of(), Map.of("ETCD_NAME", "b", "QUOIN_NAME", ""))
                        .node()
                        .text("name"))
                .isEqualTo("b");
    }

    @Test
    void aFlagAndItsVariableTogetherAreRefusedAsEtcdRefusesThem() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> read(List.of("--name=a"), Map.of("ETCD_NAME", "b")))
                .withMessageStartingWith("conflicting environment variable \"ETCD_NAME\" is shadowed");
    }

    @Test
    void variablesNobodyKnowsAreNamedButNotShown() {
        Settings settings = read(
                List.of(),
                Map.of("ETCD_ROOT_PASSWORD", "hush", "QUOIN_JAVA_OPTS", "-Xmx1g", "PATH", "/bin", "ETCD_DATA_DIR", ""));
        assertThat(settings.unknownVariables()).containsExactly("ETCD_ROOT_PASSWORD");
    }

    @Test
    void variablesOfFlagsThatAreNotSupportedAreRefused() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> read(List.of(), Map.of("ETCD_CERT_FILE", "x.pem")))
                .withMessage("flag --cert-file (given as ETCD_CERT_FILE) needs the plugin tls, which is not there");
        assertThat(read(List.of(), Map.of("ETCD_CERT_FILE", "", "ETCD_PRE_VOTE", "true"))
                        .unknownVariables())
                .isEmpty();
    }

    @Test
    void aBadVariableIsNamed() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> read(List.of(), Map.of("QUOIN_ROCK_CACHE", "big")))
                .withMessage("QUOIN_ROCK_CACHE: invalid value \"big\" for --rock-cache: not a number of bytes");
    }

    @Test
    void aFileSilencesFlagsAndVariables() throws IOException {
        Path file = write("name: filed\nrock-cache: 2MiB\n");
        Settings settings = read(
                List.of("--name=a", "--config-file", file.toString()), Map.of("ETCD_DATA_DIR", "d", "ETCD_NAME", "b"));
        assertThat(settings.node().text("name")).isEqualTo("filed");
        assertThat(settings.node().optionalText("data-dir")).isEmpty();
        assertThat(settings.of(ROCK).number("cache")).isEqualTo(2 << 20);
        assertThat(settings.file()).isEqualTo(file);
    }

    @Test
    void theFileMayBeNamedByAVariable() throws IOException {
        Path file = write("name: filed");
        assertThat(read(List.of(), Map.of("ETCD_CONFIG_FILE", file.toString()))
                        .node()
                        .text("name"))
                .isEqualTo("filed");
    }

    @Test
    void aFileHoldsWhatEtcdsFilesHold() throws IOException {
        ConfigValues node = read(file("""
                        # as etcd's sample file has it
                        name: 'm1'
                        data-dir:
                        grpc-keepalive-min-time: 7000000000
                        grpc-keepalive-timeout: 9s
                        listen-client-urls: http://127.0.0.1:1,http://127.0.0.2:1
                        log-outputs: [stderr, /tmp/x.log]
                        max-txn-ops: 64
                        pre-vote: true
                        discovery:
                        cors:
                        client-transport-security:
                          cert-file:
                          client-cert-auth: false
                        """)).node();
        assertThat(node.text("name")).isEqualTo("m1");
        assertThat(node.duration("grpc-keepalive-min-time")).isEqualTo(Duration.ofSeconds(7));
        assertThat(node.duration("grpc-keepalive-timeout")).isEqualTo(Duration.ofSeconds(9));
        assertThat(node.list("listen-client-urls")).containsExactly("http://127.0.0.1:1", "http://127.0.0.2:1");
        assertThat(node.list("log-outputs")).containsExactly("stderr", "/tmp/x.log");
        assertThat(node.number("max-txn-ops")).isEqualTo(64);
    }

    @Test
    void aFileWithMistakesIsNamedWithThem() throws IOException {
        assertFileFails("nmae: x", " has an unknown key: nmae");
        assertFileFails("name: [a", " cannot be understood in line 1: ");
        assertFileFails("name: a\nname: b", " cannot be understood in line 2: found duplicate key name");
        assertFileFails("- a", " is not a list of key: value lines");
        assertFileFails("name: {a: b}", " has a section where name needs a value");
        assertFileFails("max-txn-ops: many", ": invalid value \"many\" for --max-txn-ops: not a number");
        assertFileFails("cert-file: x", "flag --cert-file (given as cert-file in ");
        assertFileFails(
                "client-transport-security: {cert-file: x}",
                "flag --cert-file (given as client-transport-security.cert-file in ");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> read(List.of("--config-file=" + folder.resolve("none")), Map.of()))
                .withMessage("open " + folder.resolve("none") + ": no such file or directory");
    }

    @Test
    void aProviderTakesTheNodesValueOfTheSameNameUnlessGivenItsOwn() {
        assertThat(read(List.of("--heartbeat-interval=50"), Map.of()).of(ROCK).number("heartbeat-interval"))
                .isEqualTo(50);
        assertThat(read(List.of("--heartbeat-interval=50", "--rock-heartbeat-interval=9"), Map.of())
                        .of(ROCK)
                        .number("heartbeat-interval"))
                .isEqualTo(9);
        assertThat(read(List.of(), Map.of()).of(ROCK).number("heartbeat-interval"))
                .isEqualTo(7);
    }

    @Test
    void aFlagThatOnlyAnotherProviderUnderstandsIsRefused() {
        Settings settings = read(List.of("--snapshot-catchup-entries=7", "--heartbeat-interval=50"), Map.of());
        settings.requireTaken("heartbeat-interval", ROCK);
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> settings.requireTaken("snapshot-catchup-entries", ROCK))
                .withMessage("--snapshot-catchup-entries has no effect with rock, which does not know it");
    }

    @Test
    void flagsOfAPluginThatIsNotChosenAreRefused() {
        Settings settings = read(List.of("--sand-grain=coarse"), Map.of());
        settings.requireOwners(List.of(ROCK, SAND));
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> settings.requireOwners(List.of(ROCK)))
                .withMessage("--sand-grain is given, but its plugin sand is not chosen; chosen are rock");
    }

    @Test
    void aProviderMustNotHideAFlagOfTheNode() {
        Provider data = provider(
                "data",
                ConfigSpec.builder().key("dir", ConfigType.TEXT, "x", "A text.").build());
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> new FlagTable(NodeKeys.spec(), List.of(data)))
                .withMessage("provider data has a key dir, but --data-dir is taken by the node");
    }

    private void assertFileFails(String content, String message) throws IOException {
        List<String> arguments = file(content);
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> read(arguments))
                .withMessageContaining(message)
                .withMessageContaining(folder.toString())
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    }

    private List<String> file(String content) throws IOException {
        return List.of("--config-file=" + write(content));
    }

    private Path write(String content) throws IOException {
        return Files.writeString(folder.resolve("quoin.yaml"), content);
    }

    private static Settings read(List<String> arguments) {
        return read(arguments, Map.of());
    }

    private static Settings read(List<String> arguments, Map<String, String> variables) {
        return Settings.read(arguments, variables, NodeKeys.spec(), List.of(ROCK, SAND));
    }

    private static Provider provider(String name, ConfigSpec spec) {
        return new Provider() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public String description() {
                return "A provider of keys.";
            }

            @Override
            public ConfigSpec configSpec() {
                return spec;
            }
        };
    }
}
