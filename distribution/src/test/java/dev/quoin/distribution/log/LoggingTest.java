package dev.quoin.distribution.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.quoin.api.config.ConfigException;
import dev.quoin.distribution.config.NodeKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class LoggingTest {
    private static final Logger LOG = LoggerFactory.getLogger("dev.quoin.part.Speaker");

    @TempDir
    private Path folder;

    @AfterEach
    void quiet() {
        start(Map.of("log-outputs", "/dev/null"));
    }

    @Test
    void aLineIsWhatEtcdWrites() throws IOException {
        start(Map.of());
        LOG.atInfo()
                .addKeyValue("count", 3)
                .addKeyValue("ok", true)
                .addKeyValue("urls", List.of("a", "b"))
                .addKeyValue("nothing", (Object) null)
                .log("ready to {}", "serve");
        String line = lines().getFirst();
        assertThat(line)
                .matches(
                        "\\{\"level\":\"info\",\"ts\":\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}(Z|[+-]\\d{4})\","
                                + "\"caller\":\"part/Speaker\",\"msg\":\"ready to serve\","
                                + "\"count\":3,\"ok\":true,\"urls\":\\[\"a\",\"b\"],\"nothing\":null}");
    }

    @Test
    void whateverIsLoggedTheLineIsJson() throws IOException {
        start(Map.of());
        String text = "quote \" backslash \\ newline \n tab \t bell \u0007 umlaut \u00fc \ud83d\ude00";
        LOG.atWarn().addKeyValue("key\n", text).log("{}", text);
        assertThat(parse(lines().getFirst())).containsEntry("msg", text).containsEntry("key\n", text);
    }

    @Test
    void errorsCarryTheirTraceWarningsOnlyTheirMessage() throws IOException {
        start(Map.of());
        LOG.warn("low", new IllegalStateException("why"));
        LOG.error("high", new IllegalStateException("why"));
        assertThat(parse(lines().get(0))).containsEntry("error", "why").doesNotContainKey("stacktrace");
        assertThat(String.valueOf(parse(lines().get(1)).get("stacktrace")))
                .contains("IllegalStateException: why", "\tat ");
    }

    @Test
    void levelsAreEtcds() throws IOException {
        start(Map.of("log-level", "warn"));
        LOG.info("not shown");
        LOG.warn("shown");
        LOG.error(Logging.FATAL, "the end");
        System.getLogger("dev.quoin.part.Other").log(System.Logger.Level.WARNING, "from the JDK's logger");
        assertThat(lines()).hasSize(3);
        assertThat(parse(lines().get(1))).containsEntry("level", "fatal");
        assertThat(parse(lines().get(2)))
                .containsEntry("caller", "part/Other")
                .containsEntry("msg", "from the JDK's logger");
    }

    @Test
    void theConsoleFormHasColumns() throws IOException {
        start(Map.of("log-format", "console"));
        LOG.atInfo().addKeyValue("a", "b").log("hello");
        assertThat(lines().getFirst()).matches("[^\t]+\tinfo\tpart/Speaker\thello\t\\{\"a\":\"b\"}");
    }

    @Test
    void outputsThatCannotBeHadAreNamed() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> start(Map.of("log-outputs", "default,stdout")))
                .withMessage("multi logoutput for \"default\" is not supported yet");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> start(Map.of("log-outputs", folder.resolve("no/such") + ",stderr")))
                .withMessageContaining("--log-outputs: cannot write to " + folder.resolve("no/such"));
    }

    private void start(Map<String, String> texts) {
        Map<String, String> all = new java.util.HashMap<>(
                Map.of("log-outputs", folder.resolve("log").toString()));
        all.putAll(texts);
        Logging.start(NodeKeys.spec().read(all));
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(folder.resolve("log"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> parse(String line) {
        return (Map<String, Object>) new Load(LoadSettings.builder().build()).loadFromString(line);
    }
}
