package dev.quoin.auth.tls.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quoin.testkit.auth.Authority;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Names, hosts and serial numbers. */
final class CertificateRulesTest {
    private final Authority authority = Authority.named("ca");

    private X509Certificate certificate(String name, String... hosts) {
        return authority.certificate(name).hosts(hosts).issue().certificate();
    }

    @Test
    void commonNames() {
        CertificateRules rules = new CertificateRules(List.of("m1", "m2"), List.of(), Set.of());
        assertThatCode(() -> rules.check(new X509Certificate[] {certificate("m2")}))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> rules.check(new X509Certificate[] {certificate("m3")}))
                .hasMessage("client certificate authentication failed: common name \"m3\" is not allowed");
        assertThat(CommonName.of(certificate("a,CN=b"))).isEqualTo("b");
        assertThat(CommonName.of(certificate(""))).isEmpty();
    }

    @Test
    void hostsAsGoMatchesThem() {
        X509Certificate shown = certificate("a.example", "127.0.0.1", "::1", "Host.example", "*.wild.example");
        HostNames hosts = HostNames.of(shown);
        assertThat(List.of("127.0.0.1", "[::1]", "0:0:0:0:0:0:0:1", "host.EXAMPLE.", "x.wild.example"))
                .allMatch(hosts::cover);
        assertThat(List.of("127.0.0.2", "a.example", "wild.example", "x.y.wild.example", ".wild.example", ""))
                .noneMatch(hosts::cover);
        CertificateRules rules = new CertificateRules(List.of(), List.of("other", "host.example"), Set.of());
        assertThatCode(() -> rules.check(new X509Certificate[] {shown})).doesNotThrowAnyException();
        assertThatThrownBy(() -> rules.check(new X509Certificate[] {certificate("host.example")}))
                .hasMessageStartingWith("client certificate authentication failed: it is not for one of");
    }

    @Test
    void revokedAnywhereInTheChain() {
        X509Certificate good = certificate("good");
        CertificateRules rules = new CertificateRules(
                List.of(), List.of(), Set.of(authority.certificate().getSerialNumber()));
        assertThatCode(() -> rules.check(new X509Certificate[] {good})).doesNotThrowAnyException();
        assertThatThrownBy(() -> rules.check(new X509Certificate[] {good, authority.certificate()}))
                .hasMessage("transport: certificate serial "
                        + authority.certificate().getSerialNumber().toString(16) + " revoked");
    }
}
