package dev.quoin.auth.tls.self;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.api.auth.AuthContext;
import dev.quoin.api.auth.Authenticator;
import dev.quoin.api.auth.Authenticator.Listener;
import dev.quoin.api.auth.ClientCertificates;
import dev.quoin.api.auth.TlsMaterial;
import dev.quoin.auth.tls.TlsAuthProvider;
import dev.quoin.testkit.host.SimHost;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates that a member makes for itself. */
final class SelfSignedTest {
    @TempDir
    private Path data;

    private final SimHost host = SimHost.alone(1);

    private TlsMaterial open(Listener listener, Map<String, String> configuration) {
        TlsAuthProvider provider = new TlsAuthProvider();
        AuthContext context = new AuthContext(
                host,
                data,
                List.of(URI.create("https://127.0.0.1:2379"), URI.create("unixs://a/b")),
                List.of(URI.create("https://[::1]:2380"), URI.create("https://host.example:2380")));
        try (Authenticator opened = provider.open(provider.configSpec().read(configuration), context)) {
            return opened.tls(listener).orElseThrow();
        }
    }

    @Test
    void itIsForTheHostsOfTheListenUrlsAndAsksNobodyForTheirs() throws Exception {
        TlsMaterial peer = open(Listener.PEER, Map.of("peer-auto-tls", "true", "self-signed-cert-validity", "3"));
        X509Certificate made = peer.own().chain().getFirst();
        assertThat(made.getSubjectAlternativeNames())
                .containsExactly(List.of(7, "0:0:0:0:0:0:0:1"), List.of(2, "host.example"));
        assertThat(made.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
        assertThat(Duration.between(
                                made.getNotBefore().toInstant(),
                                made.getNotAfter().toInstant())
                        .toDays())
                .isEqualTo(3 * 365);
        made.verify(made.getPublicKey());
        assertThat(peer.certificates()).isEqualTo(ClientCertificates.NONE);
        peer.servers().checkServerTrusted(new X509Certificate[] {made}, "UNKNOWN");
    }

    @Test
    void itLiesWhereEtcdHasItAndOnlyItsOwnerReadsIt() throws IOException {
        open(Listener.CLIENT, Map.of("auto-tls", "true"));
        Path key = data.resolve("fixtures/client/key.pem");
        assertThat(data.resolve("fixtures/client/cert.pem")).isRegularFile();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        assertThat(data.resolve("fixtures/peer")).doesNotExist();
    }

    @Test
    void itStaysUntilItsTimeIsOver() {
        Map<String, String> auto = Map.of("auto-tls", "true");
        X509Certificate first = open(Listener.CLIENT, auto).own().chain().getFirst();
        assertThat(open(Listener.CLIENT, auto).own().chain()).containsExactly(first);
        host.skewWallClock(Duration.ofDays(366).toMillis());
        assertThat(open(Listener.CLIENT, auto).own().chain()).doesNotContain(first);
    }
}
