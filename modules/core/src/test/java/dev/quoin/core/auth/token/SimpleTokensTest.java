package dev.quoin.core.auth.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quoin.api.config.ConfigException;
import dev.quoin.core.ask.Asker;
import dev.quoin.testkit.host.SimHost;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How long random tokens live, and which of them a member can know. */
class SimpleTokensTest {
    private final SimHost host = SimHost.alone(1);
    private final Tokens tokens =
            TokenOptions.parse("simple", Duration.ofSeconds(10)).open(host, host.random("token"), true);

    @Test
    void aTokenIsSixteenLettersAndTheIndexOfItsLogin() {
        String drawn = tokens.draw();
        assertThat(drawn).matches("[a-zA-Z]{16}").isNotEqualTo(tokens.draw());
        assertThat(tokens.assign("u", drawn, 12)).isEqualTo(drawn + ".12");
    }

    @Test
    void aTokenLivesFromUseToUse() {
        String token = tokens.assign("u", tokens.draw(), 12);
        for (int i = 0; i < 5; i++) {
            host.simulation().runFor(Duration.ofSeconds(9));
            assertThat(tokens.recognise(token, i)).isEqualTo(Asker.of("u", i));
        }
        host.simulation().runFor(Duration.ofSeconds(11));
        assertThat(tokens.recognise(token, 1)).isNull();
    }

    @Test
    void allTokensEndWithAuthentication() {
        String token = tokens.assign("u", tokens.draw(), 12);
        tokens.disabled();
        assertThat(tokens.recognise(token, 1)).isNull();
        assertThat(tokens.recognise(tokens.assign("u", "x", 13), 1)).isNull();
        tokens.enabled();
        assertThat(tokens.recognise(token, 1)).isNull();
        assertThat(tokens.recognise(tokens.assign("u", "x", 14), 1)).isNotNull();
    }

    @Test
    void theIndexTellsFromWhenOnATokenCanBeKnown() {
        assertThat(tokens.knownFrom("abc.77")).isEqualTo(77);
        assertThat(tokens.knownFrom("abc")).isZero();
        assertThat(tokens.knownFrom("abc.x")).isZero();
        assertThat(tokens.knownFrom("")).isZero();
        assertThat(tokens.knownFrom("abc.")).isZero();
        assertThat(tokens.knownFrom(tokens.assign("u", "abc", 12))).isZero();
    }

    @Test
    void theFlagIsReadAsEtcdReadsIt() {
        assertThat(TokenOptions.parse("simple", Duration.ZERO).simpleTtl()).isEqualTo(Duration.ofSeconds(300));
        assertThat(TokenOptions.parse("", Duration.ZERO)
                        .open(host, host.random("x"), true)
                        .recognise("x.1", 1))
                .isNull();
        assertRefused(
                "paper", "invalid value \"paper\" for --auth-token: not one of simple, jwt, or nothing for no tokens");
        assertRefused("jwt,ttl", "--auth-token: \"ttl\" is not of the form name=value");
        assertRefused("jwt,ttl=1s,ttl=2s", "--auth-token: ttl is given twice");
        assertRefused(
                "jwt,sign-method=XX1",
                "--auth-token: sign-method is \"XX1\" and not one of RS256, RS384, RS512, "
                        + "PS256, PS384, PS512, ES256, ES384, ES512, EdDSA, HS256, HS384, HS512");
        assertRefused(
                "jwt,sign-method=ES256,ttl=soon",
                "invalid value \"soon\" for --auth-token: not a duration such as 500ms or 1m30s");
    }

    private static void assertRefused(String flag, String line) {
        assertThatThrownBy(() -> TokenOptions.parse(flag, Duration.ZERO))
                .isInstanceOf(ConfigException.class)
                .hasMessage(line);
    }
}
