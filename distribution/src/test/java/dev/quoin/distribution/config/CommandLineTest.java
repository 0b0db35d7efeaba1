package dev.quoin.distribution.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.quoin.api.config.ConfigException;
import dev.quoin.api.config.ConfigSpec;
import dev.quoin.api.config.ConfigType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {
    private static final ConfigSpec SPEC = ConfigSpec.builder()
            .key("name", ConfigType.TEXT, "default", "A text.")
            .key("count", ConfigType.INTEGER, "1", "A number.")
            .key("loud", ConfigType.FLAG, "false", "A switch.")
            .key("wait", ConfigType.DURATION, "1s", "A time.")
            .build();
    private static final FlagTable TABLE = new FlagTable(SPEC, List.of());

    @Test
    void takesEveryFormThatGoTakes() {
        assertThat(parse("--name=a", "-count", "2", "--loud", "-wait=3s"))
                .isEqualTo(Map.of("name", "a", "count", "2", "loud", "true", "wait", "3s"));
    }

    @Test
    void aSwitchAloneDoesNotSwallowWhatFollows() {
        assertThat(parse("--loud", "--name", "a")).isEqualTo(Map.of("loud", "true", "name", "a"));
        assertThat(parse("--loud=false")).isEqualTo(Map.of("loud", "false"));
    }

    @Test
    void theLastOfSeveralWins() {
        assertThat(parse("--name=a", "--name", "b")).isEqualTo(Map.of("name", "b"));
    }

    @Test
    void aValueMayLookLikeAFlagOrHoldAnEqualsSign() {
        assertThat(parse("--name", "--count")).isEqualTo(Map.of("name", "--count"));
        assertThat(parse("--name=a=b")).isEqualTo(Map.of("name", "a=b"));
        assertThat(parse("--name=")).isEqualTo(Map.of("name", ""));
    }

    @Test
    void helpIsFoundInAllItsForms() {
        for (String form : List.of("-h", "--h", "-help", "--help")) {
            assertThat(CommandLine.parse(List.of("--name=a", form, "--nosuch"), TABLE)
                            .help())
                    .as(form)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--nosuch      | flag provided but not defined: -nosuch",
                "--nosuch=1    | flag provided but not defined: -nosuch",
                "--count       | flag needs an argument: -count",
                "---name=a     | bad flag syntax: ---name=a",
                "--=a          | bad flag syntax: --=a",
                "--count=x     | invalid value \"x\" for --count: not a number",
                "--loud=4      | invalid value \"4\" for --loud: not true or false",
                "--wait=3      | invalid value \"3\" for --wait: not a duration such as 500ms or 1m30s",
            })
    void whatCannotBeUnderstoodIsAUsageError(String argument, String message) {
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> parse(argument))
                .withMessage(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "serve                       | \"serve\" is not a valid flag",
                "-                           | \"-\" is not a valid flag",
                "--cert-file=x               | flag --cert-file needs the plugin tls, which is not there",
                "--discovery=x               | flag --discovery is known to etcd but not supported yet",
                "--cors=x                    | flag --cors needs the plugin http, which is not there",
            })
    void whatIsUnderstoodButRefusedIsAConfigurationError(String argument, String message) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> parse(argument))
                .withMessage(message);
    }

    @Test
    void nothingMayStandBehindTwoDashes() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> parse("--name=a", "--", "b"))
                .withMessage("\"b\" is not a valid flag");
        assertThat(parse("--name=a", "--")).isEqualTo(Map.of("name", "a"));
    }

    @Test
    void valuesOfEtcdThatSayWhatHappensAnywayAreAccepted() {
        assertThat(parse("--peer-auto-tls=false", "--client-cert-auth=false", "--name=a"))
                .isEqualTo(Map.of("name", "a"));
    }

    private static Map<String, String> parse(String... arguments) {
        return CommandLine.parse(List.of(arguments), TABLE).texts();
    }
}
