package dev.quoin.transport.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.api.auth.Authenticator;
import dev.quoin.api.auth.CertifiedKey;
import dev.quoin.api.auth.ClientCertificates;
import dev.quoin.api.auth.Credentials;
import dev.quoin.api.auth.Identity;
import dev.quoin.api.auth.TlsMaterial;
import dev.quoin.api.transport.Call;
import dev.quoin.api.transport.ClientTransport;
import dev.quoin.api.transport.ClientTransportContext;
import dev.quoin.api.transport.MethodKind;
import dev.quoin.api.transport.StatusCode;
import dev.quoin.testkit.transport.TestApi;
import dev.quoin.testkit.transport.TransportClient;
import dev.quoin.testkit.transport.TransportHarness;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.handler.ssl.SslContextBuilder;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS with ALPN, client certificates, and certificates that change while the server runs. */
final class TlsTest {
    private static final String METHOD = "/quoin.test.Kit/Who";

    @TempDir
    private Path folder;

    private final CompletableFuture<Call> seen = new CompletableFuture<>();
    private KeyPair server;
    private KeyPair client;
    private ClientTransport transport;

    /** A key and its self-signed certificate. */
    private record KeyPair(PrivateKey key, X509Certificate certificate) {}

    @BeforeEach
    void makeCertificates() throws Exception {
        server = keyPair("server");
        client = keyPair("client");
    }

    @AfterEach
    void close() {
        transport.close();
    }

    private KeyPair keyPair(String name) throws Exception {
        Path file = folder.resolve(name + ".p12");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process made = new ProcessBuilder(
                        keytool,
                        "-genkeypair",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        "changeit",
                        "-alias",
                        "it",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "SAN=ip:127.0.0.1,dns:localhost")
                .redirectErrorStream(true)
                .start();
        String said = new String(made.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(made.waitFor()).as(said).isZero();
        KeyStore store = KeyStore.getInstance(file.toFile(), "changeit".toCharArray());
        return new KeyPair((PrivateKey) store.getKey("it", "changeit".toCharArray()), (X509Certificate)
                store.getCertificate("it"));
    }

    /** Names users by their certificates, and shows the server's certificate of the moment. */
    private final class ByCertificate implements Authenticator {
        private final boolean required;
        volatile KeyPair shown = server;
        volatile long version = 1;

        ByCertificate(boolean required) {
            this.required = required;
        }

        @Override
        public Optional<TlsMaterial> tls(Listener listener) {
            return Optional.of(TlsMaterial.of(
                    new CertifiedKey(List.of(shown.certificate()), shown.key()),
                    List.of(client.certificate()),
                    required ? ClientCertificates.REQUIRED : ClientCertificates.OPTIONAL,
                    version));
        }

        @Override
        public Identity identify(Credentials credentials) {
            return credentials.certificates().isEmpty()
                    ? Identity.anonymous()
                    : new Identity(
                            credentials
                                    .certificates()
                                    .getFirst()
                                    .getSubjectX500Principal()
                                    .getName(),
                            "certificate");
        }

        @Override
        public void close() {}
    }

    private InetSocketAddress start(Authenticator authenticator) {
        TestApi api = new TestApi().unary(METHOD, (call, request) -> {
            seen.complete(call);
            call.complete(call.allocate(0));
        });
        GrpcClientTransportProvider provider = new GrpcClientTransportProvider();
        transport = provider.open(
                provider.configSpec().read(Map.of()),
                new ClientTransportContext(
                        List.of(URI.create("https://127.0.0.1:0")), api, authenticator, TransportHarness.LIMITS));
        return transport.start().getFirst();
    }

    private StatusCode ask(InetSocketAddress address, KeyPair trusted, KeyPair own) throws Exception {
        SslContextBuilder tls = GrpcSslContexts.forClient().trustManager(trusted.certificate());
        if (own != null) {
            tls.keyManager(own.key(), own.certificate());
        }
        try (TransportClient caller = new GrpcTestClient(
                NettyChannelBuilder.forAddress(address).sslContext(tls.build()).build())) {
            TransportClient.ClientCall call = caller.call(METHOD, MethodKind.UNARY, Map.of(), null);
            call.send(new byte[0]);
            call.halfClose();
            return call.outcome().code();
        }
    }

    @Test
    void aClientCertificateGivesAnIdentity() throws Exception {
        InetSocketAddress address = start(new ByCertificate(true));
        assertThat(ask(address, server, client)).isEqualTo(StatusCode.OK);
        assertThat(seen.get(30, TimeUnit.SECONDS).identity()).isEqualTo(new Identity("CN=client", "certificate"));
    }

    @Test
    void withoutARequiredCertificateThereIsNoConnection() throws Exception {
        InetSocketAddress address = start(new ByCertificate(true));
        assertThat(ask(address, server, null)).isEqualTo(StatusCode.UNAVAILABLE);
        assertThat(ask(address, server, server)).isEqualTo(StatusCode.UNAVAILABLE);
        assertThat(ask(address, server, client)).isEqualTo(StatusCode.OK);
    }

    @Test
    void withoutAnOptionalCertificateTheClientIsAnonymous() throws Exception {
        InetSocketAddress address = start(new ByCertificate(false));
        assertThat(ask(address, server, null)).isEqualTo(StatusCode.OK);
        assertThat(seen.get(30, TimeUnit.SECONDS).identity()).isEqualTo(Identity.anonymous());
    }

    @Test
    void aNewCertificateIsShownToTheNextConnection() throws Exception {
        ByCertificate authenticator = new ByCertificate(true);
        InetSocketAddress address = start(authenticator);
        assertThat(ask(address, server, client)).isEqualTo(StatusCode.OK);
        KeyPair renewed = keyPair("renewed");
        authenticator.shown = renewed;
        authenticator.version = 2;
        assertThat(ask(address, server, client)).isEqualTo(StatusCode.UNAVAILABLE);
        assertThat(ask(address, renewed, client)).isEqualTo(StatusCode.OK);
    }

    @Test
    void clearTextOnATlsPortIsCutOff() throws Exception {
        InetSocketAddress address = start(new ByCertificate(false));
        try (RawConnection clear = RawConnection.open(address)) {
            clear.assertEnded();
        }
        assertThat(ask(address, server, client)).isEqualTo(StatusCode.OK);
    }
}
