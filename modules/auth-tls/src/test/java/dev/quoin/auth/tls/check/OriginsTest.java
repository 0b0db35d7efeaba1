package dev.quoin.auth.tls.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.testkit.auth.Authority;
import dev.quoin.testkit.host.SimHost;
import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Where connections come from, held against what certificates are for. */
final class OriginsTest {
    private final Authority authority = Authority.named("ca");
    private final SimHost host = SimHost.alone(1);
    private final Origins origins = new Origins(host);

    private Optional<String> asked(String... hosts) {
        CompletableFuture<Optional<String>> answer = origins.check(
                        authority.certificate("m").hosts(hosts).issue().certificate(),
                        InetAddress.ofLiteral("127.0.0.1"))
                .toCompletableFuture();
        host.simulation().runUntilIdle();
        return answer.getNow(null);
    }

    @Test
    void aCertificateForNoHostMayComeFromAnywhere() {
        assertThat(asked()).isEmpty();
    }

    @Test
    void anAddressOrANameThatLeadsToItIsEnough() {
        assertThat(asked("192.0.2.1", "127.0.0.1")).isEmpty();
        assertThat(asked("192.0.2.1", "localhost")).isEmpty();
        assertThat(asked("nobody.invalid", "localhost")).isEmpty();
    }

    @Test
    void otherHostsAreRefusedInGosWords() {
        assertThat(asked("192.0.2.1", "::1"))
                .contains("x509: certificate is valid for 192.0.2.1, 0:0:0:0:0:0:0:1, not 127.0.0.1");
        assertThat(asked("nobody.invalid", "*.else.invalid"))
                .contains("tls: \"127.0.0.1\" does not match any of DNSNames [\"nobody.invalid\" \"*.else.invalid\"]");
    }

    @Test
    void tooManyLookupsAreRefusedAndNotQueued() {
        var certificate = authority.certificate("m").hosts("localhost").issue().certificate();
        CompletableFuture<Optional<String>> last = new CompletableFuture<>();
        for (int i = 0; i < 1_000; i++) {
            last = origins.check(certificate, InetAddress.ofLiteral("127.0.0.1"))
                    .toCompletableFuture();
        }
        assertThat(last.getNow(Optional.empty())).contains("too many lookups of names wait");
    }
}
