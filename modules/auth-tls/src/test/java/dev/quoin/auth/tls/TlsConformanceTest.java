package dev.quoin.auth.tls;

import dev.quoin.api.auth.AuthProvider;
import dev.quoin.api.auth.Authenticator.Listener;
import dev.quoin.api.auth.Credentials;
import dev.quoin.testkit.auth.AuthProviderConformance;
import dev.quoin.testkit.auth.Authority;
import dev.quoin.testkit.auth.IssuedCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The provider against the kit, with certificates required on both sides. */
final class TlsConformanceTest extends AuthProviderConformance {
    private final Authority authority = Authority.named("ca");
    private final IssuedCertificate server =
            authority.certificate("server").hosts("127.0.0.1").issue();

    private final byte[] revoked = authority.revocationList();

    @Override
    public AuthProvider provider() {
        return new TlsAuthProvider();
    }

    @Override
    public Map<String, String> configuration(Path folder) throws IOException {
        server.write(folder, "server");
        Files.writeString(folder.resolve("ca.crt"), authority.pem());
        Files.write(folder.resolve("revoked.crl"), revoked);
        return Map.of(
                "cert-file", folder + "/server.crt",
                "key-file", folder + "/server.key",
                "trusted-ca-file", folder + "/ca.crt",
                "client-cert-auth", "true",
                "client-crl-file", folder + "/revoked.crl",
                "peer-cert-file", folder + "/server.crt",
                "peer-key-file", folder + "/server.key",
                "peer-trusted-ca-file", folder + "/ca.crt",
                "peer-client-cert-auth", "true");
    }

    private Credentials shown(Listener listener, String commonName) {
        return new Credentials(
                listener, List.of(authority.certificate(commonName).issue().certificate()), null);
    }

    @Override
    public Map<Credentials, String> known(Path folder) {
        return Map.of(shown(Listener.CLIENT, "alice"), "alice", shown(Listener.METRICS, "b\\, c"), "b, c");
    }

    @Override
    public List<Credentials> strangers(Path folder) {
        return List.of(shown(Listener.CLIENT, ""), shown(Listener.PEER, "alice"));
    }

    @Override
    public Optional<FileChange> renewal(Path folder) {
        return Optional.of(() ->
                authority.certificate("renewed").hosts("127.0.0.1").issue().write(folder, "server"));
    }

    @Override
    public List<FileChange> damages(Path folder) {
        return List.of(
                () -> Files.writeString(folder.resolve("server.key"), ""),
                () -> Files.writeString(
                        folder.resolve("server.key"),
                        authority.certificate("other").issue().keyPem()),
                () -> Files.writeString(
                        folder.resolve("ca.crt"), authority.pem().substring(0, 100)),
                () -> Files.delete(folder.resolve("server.crt")),
                () -> authority.certificate("late").expired().issue().write(folder, "server"),
                () -> Files.writeString(folder.resolve("ca.crt"), authority.pem()),
                () -> server.write(folder, "server"),
                () -> Files.write(folder.resolve("revoked.crl"), new byte[] {1, 2, 3}),
                () -> Files.write(folder.resolve("revoked.crl"), revoked));
    }

    @Override
    public Map<Map<String, String>, String> mistakes(Path folder) throws IOException {
        Map<String, String> good = configuration(folder);
        authority.certificate("other").issue().write(folder, "other");
        Files.writeString(folder.resolve("old.crt"), Authority.expired("old").pem());
        Files.writeString(folder.resolve("text"), "not a certificate\n");
        Map<Map<String, String>, String> mistakes = new LinkedHashMap<>();
        mistakes.put(with(good, "cert-file", folder + "/none.crt"), folder + "/none.crt (--cert-file): no such file");
        mistakes.put(with(good, "cert-file", folder.toString()), folder + " (--cert-file): is a directory");
        mistakes.put(
                with(good, "cert-file", folder + "/text"), folder + "/text (--cert-file): tls: failed to find any PEM");
        mistakes.put(
                with(good, "cert-file", folder + "/server.key"),
                "/server.key (--cert-file): tls: failed to find \"CERTIFICATE\" PEM block");
        mistakes.put(
                with(good, "key-file", folder + "/other.key"),
                "/other.key (--key-file): tls: private key does not match public key");
        mistakes.put(with(good, "key-file", folder + "/ca.crt"), "/ca.crt (--key-file): tls: failed to find PEM block");
        mistakes.put(with(good, "peer-key-file", ""), "KeyFile and CertFile must both be present");
        mistakes.put(with(good, "peer-client-key-file", "x"), "must both be present or both absent");
        mistakes.put(
                with(good, "trusted-ca-file", folder + "/old.crt"),
                "/old.crt (--trusted-ca-file): x509: certificate has expired");
        mistakes.put(
                with(good, "client-crl-file", folder + "/text"),
                "/text (--client-crl-file): x509: malformed certificate revocation list");
        mistakes.put(
                with(good, "cipher-suites", "TLS_RSA_WITH_AES_128_GCM_SHA256,ROT13"),
                "unexpected TLS cipher suite \"ROT13\"");
        mistakes.put(with(good, "tls-min-version", "TLS1.1"), "unexpected TLS version \"TLS1.1\"");
        Map<String, String> wrongOrder = with(good, "tls-min-version", "TLS1.3");
        mistakes.put(
                with(wrongOrder, "tls-max-version", "TLS1.2"),
                "min version (TLS1.3) is greater than max version (TLS1.2)");
        mistakes.put(
                with(wrongOrder, "cipher-suites", "TLS_RSA_WITH_AES_128_GCM_SHA256"),
                "cipher suites cannot be configured when only TLS1.3 is enabled");
        Map<String, String> names = with(good, "peer-cert-allowed-cn", "a,b");
        mistakes.put(with(names, "peer-cert-allowed-hostname", "c"), "mutually exclusive (cns=[\"a\" \"b\"]");
        mistakes.put(Map.of("auto-tls", "true", "self-signed-cert-validity", "0"), "it should be greater than 0");
        return mistakes;
    }

    private static Map<String, String> with(Map<String, String> good, String key, String value) {
        Map<String, String> changed = new HashMap<>(good);
        changed.put(key, value);
        return changed;
    }
}
