package dev.quoin.testkit.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quoin.api.auth.Authenticator;
import dev.quoin.api.config.ConfigException;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests of the opening of a provider, and of its refusals. */
interface OpeningCases extends AuthCases {
    @Test
    default void itHasANameADescriptionAndASpec() {
        AuthSubject subject = harness().subject();
        assertThat(subject.provider().name()).matches("[a-z0-9-]+");
        assertThat(subject.provider().description()).isNotBlank().doesNotContain("\n");
        assertThat(subject.provider().configSpec().keys())
                .allSatisfy(key -> assertThat(key.description()).isNotBlank());
    }

    @Test
    default void itKeepsNoStateBetweenTwoThatAreOpen() throws IOException {
        Authenticator second =
                harness().open(harness().subject().configuration(harness().folder()));
        second.close();
        for (Authenticator.Listener listener : Authenticator.Listener.values()) {
            harness().authenticator().tls(listener);
        }
        harness().soon();
    }

    @Test
    default void mistakesAreNamedInOneLine() throws IOException {
        Map<Map<String, String>, String> mistakes =
                harness().subject().mistakes(harness().folder());
        mistakes.forEach((configuration, named) -> assertThatThrownBy(
                        () -> harness().open(configuration).close())
                .as("%s", configuration)
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(named)
                .message()
                .doesNotContain("\n"));
    }
}
