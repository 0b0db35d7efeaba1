package dev.quoin.auth.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.quoin.api.auth.AuthContext;
import dev.quoin.api.auth.Authenticator;
import dev.quoin.api.auth.Authenticator.Listener;
import dev.quoin.api.auth.Credentials;
import dev.quoin.testkit.host.SimHost;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An issuer at a URL that takes new keys into use. */
final class KeyRotationTest {
    private final SimHost host = SimHost.alone(1);
    private final AtomicInteger asked = new AtomicInteger();
    private volatile String published = "";
    private volatile int status = 200;
    private HttpServer server;
    private Authenticator opened;

    @BeforeEach
    void publish() throws IOException {
        host.skewWallClock(System.currentTimeMillis() - host.clock().wallMillis());
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/keys", exchange -> {
            asked.incrementAndGet();
            byte[] body = published.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void close() {
        opened.close();
        server.stop(0);
    }

    private void open(Issuer issuer) {
        published = issuer.keys();
        OidcAuthProvider provider = new OidcAuthProvider();
        Map<String, String> configuration = Map.of(
                "issuer", Issuer.NAME,
                "audience", Issuer.AUDIENCE,
                "keys", "http://127.0.0.1:" + server.getAddress().getPort() + "/keys");
        opened = provider.open(
                provider.configSpec().read(configuration),
                new AuthContext(host, Path.of("none"), List.of(), List.of()));
    }

    private boolean knows(String token) {
        return opened.identify(new Credentials(Listener.CLIENT, List.of(), token))
                .isKnown();
    }

    @Test
    void aNewKeyIsFetchedWhenATokenNamesItAndTheOldOneIsForgotten() {
        Issuer old = new Issuer("old");
        Issuer fresh = new Issuer("fresh");
        open(old);
        String before = old.token("alice");
        assertThat(knows(before)).isTrue();
        published = fresh.keys();
        host.simulation().runFor(Duration.ofSeconds(11));
        assertThat(knows(fresh.token("alice"))).isFalse();
        host.simulation().runUntilIdle();
        assertThat(knows(fresh.token("alice"))).isTrue();
        assertThat(knows(before)).isFalse();
    }

    @Test
    void forgedTokensDoNotMakeItAskAllTheTime() {
        open(new Issuer("old"));
        host.simulation().runFor(Duration.ofSeconds(11));
        for (int i = 0; i < 100; i++) {
            assertThat(knows(new Issuer("forged" + i % 3).token("alice"))).isFalse();
            host.simulation().runUntilIdle();
        }
        assertThat(asked.get()).isEqualTo(2);
    }

    @Test
    void anIssuerThatDoesNotAnswerLeavesTheOldKeysInForce() {
        Issuer issuer = new Issuer("old");
        open(issuer);
        status = 503;
        host.simulation().runFor(Duration.ofMinutes(5));
        assertThat(asked.get()).isGreaterThan(3);
        assertThat(knows(issuer.token("alice"))).isTrue();
    }
}
