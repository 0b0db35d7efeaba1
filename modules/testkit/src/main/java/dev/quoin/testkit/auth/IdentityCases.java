package dev.quoin.testkit.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.api.auth.Authenticator;
import dev.quoin.api.auth.Authenticator.Listener;
import dev.quoin.api.auth.Credentials;
import dev.quoin.api.auth.Identity;
import java.io.IOException;
import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tests of who is recognised, and who is not. */
interface IdentityCases extends AuthCases {
    /** Tokens that nobody gave out. */
    List<String> GARBAGE = List.of(
            "",
            " ",
            "Bearer",
            "Bearer ",
            "Basic dXNlcjpwYXNz",
            "root",
            "a.b.c",
            "Bearer a.b.c",
            "..",
            "eyJhbGciOiJub25lIn0.eyJzdWIiOiJyb290In0.",
            "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJyb290In0.",
            "\u0000\n\r\uffff",
            "x".repeat(1 << 16));

    @Test
    default void theKnownAreNamed() throws IOException {
        Map<Credentials, String> known = harness().subject().known(harness().folder());
        known.forEach((credentials, name) -> {
            Identity identity = harness().authenticator().identify(credentials);
            assertThat(identity.name()).isEqualTo(name);
            assertThat(identity.isKnown()).isTrue();
            assertThat(identity.method()).isNotBlank();
        });
    }

    @Test
    default void strangersAreAnonymousAndNothingIsThrown() throws IOException {
        for (Credentials stranger : strangers()) {
            assertThat(harness().authenticator().identify(stranger).isKnown())
                    .as("%s", stranger)
                    .isFalse();
        }
    }

    @Test
    default void everyThreadGetsTheSameAnswers() throws Exception {
        Map<Credentials, String> known = harness().subject().known(harness().folder());
        List<Credentials> strangers = strangers();
        Callable<Void> asking = () -> {
            Authenticator authenticator = harness().authenticator();
            for (int i = 0; i < 200; i++) {
                known.forEach((credentials, name) ->
                        assertThat(authenticator.identify(credentials).name()).isEqualTo(name));
                assertThat(authenticator
                                .identify(strangers.get(i % strangers.size()))
                                .isKnown())
                        .isFalse();
                for (Listener listener : Listener.values()) {
                    assertThat(authenticator.tls(listener).isPresent())
                            .isEqualTo(authenticator.tls(listener).isPresent());
                }
            }
            return null;
        };
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (Future<Void> done : threads.invokeAll(List.of(asking, asking, asking, asking))) {
                done.get(60, TimeUnit.SECONDS);
            }
        }
    }

    @Test
    default void connectionsAreDecidedAboutWithoutFailing() throws Exception {
        List<X509Certificate> chain = List.of(Authority.named("nobody")
                .certificate("nobody")
                .hosts("192.0.2.1")
                .issue()
                .certificate());
        for (Listener listener : Listener.values()) {
            var decided = harness()
                    .authenticator()
                    .admit(listener, chain, InetAddress.ofLiteral("127.0.0.1"))
                    .toCompletableFuture();
            harness().soon();
            assertThat(decided.get(10, TimeUnit.SECONDS))
                    .as("%s", listener)
                    .satisfies(refusal -> refusal.ifPresent(
                            why -> assertThat(why).isNotBlank().doesNotContain("\n")));
        }
    }

    private List<Credentials> strangers() throws IOException {
        List<Credentials> strangers =
                new ArrayList<>(harness().subject().strangers(harness().folder()));
        for (Listener listener : Listener.values()) {
            strangers.add(stranger(listener, null));
            GARBAGE.forEach(token -> strangers.add(stranger(listener, token)));
        }
        return strangers;
    }

    private static Credentials stranger(Listener listener, @Nullable String token) {
        return new Credentials(listener, List.of(), token);
    }
}
