package dev.quoin.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quoin.api.auth.Authenticator;
import dev.quoin.api.auth.CertifiedKey;
import dev.quoin.api.auth.ClientCertificates;
import dev.quoin.api.auth.Credentials;
import dev.quoin.api.auth.Identity;
import dev.quoin.api.auth.TlsMaterial;
import dev.quoin.api.transport.ClientTransportContext;
import dev.quoin.api.transport.Page;
import dev.quoin.net.client.ConnectionProtocolProvider;
import dev.quoin.net.client.NetOptions;
import dev.quoin.net.client.Port;
import dev.quoin.net.client.SharedTransport;
import dev.quoin.protocol.rpc.RangeResponse;
import dev.quoin.testkit.transport.TestApi;
import dev.quoin.transport.grpc.GrpcClientTransportProvider;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** gRPC and HTTP/1.1 on one port, and each of them without the other. */
final class TwoProtocolsTest {
    private static final RangeResponse ANSWER =
            RangeResponse.newBuilder().setCount(5).build();

    @TempDir
    private Path folder;

    private SharedTransport transport;
    private X509Certificate certificate;
    private PrivateKey key;

    /** Shows the one certificate there is. */
    private final class Certified implements Authenticator {
        @Override
        public Optional<TlsMaterial> tls(Listener listener) {
            return Optional.of(TlsMaterial.of(
                    new CertifiedKey(List.of(certificate), key), List.of(certificate), ClientCertificates.NONE, 1));
        }

        @Override
        public Identity identify(Credentials credentials) {
            return Identity.anonymous();
        }

        @Override
        public void close() {}
    }

    @AfterEach
    void close() {
        transport.close();
    }

    private InetSocketAddress start(boolean tls, ConnectionProtocolProvider... providers) throws Exception {
        Authenticator authenticator = new HttpTest.ByToken();
        if (tls) {
            makeCertificate();
            authenticator = new Certified();
        }
        TestApi api = new TestApi()
                .unary(
                        "/etcdserverpb.KV/Range",
                        (call, request) -> call.complete(ByteBuffer.wrap(ANSWER.toByteArray())));
        URI url = URI.create((tls ? "https" : "http") + "://127.0.0.1:0");
        ClientTransportContext context = new ClientTransportContext(
                List.of(url),
                api,
                authenticator,
                HttpTest.LIMITS,
                path -> (request, answer) -> answer.accept(Page.text("page " + path)));
        List<ConnectionProtocolProvider> chosen = List.of(providers);
        transport = new SharedTransport(
                NetOptions.defaults(),
                authenticator,
                List.of(new Port(
                        Authenticator.Listener.CLIENT,
                        List.of(url),
                        chosen.stream()
                                .map(provider ->
                                        provider.protocol(provider.configSpec().read(Map.of()), context))
                                .toList())));
        return transport.start().getFirst();
    }

    private void makeCertificate() throws Exception {
        Path file = folder.resolve("server.p12");
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
                        "CN=server",
                        "-ext",
                        "SAN=ip:127.0.0.1")
                .redirectErrorStream(true)
                .start();
        String said = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(made.waitFor()).as(said).isZero();
        KeyStore store = KeyStore.getInstance(file.toFile(), "changeit".toCharArray());
        key = (PrivateKey) store.getKey("it", "changeit".toCharArray());
        certificate = (X509Certificate) store.getCertificate("it");
    }

    private HttpClient http(boolean tls) throws Exception {
        // This client offers HTTP/2 as well as HTTP/1.1, as curl does.
        HttpClient.Builder builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2);
        if (tls) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null);
            trusted.setCertificateEntry("it", certificate);
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            builder.sslContext(context);
        }
        return builder.build();
    }

    private HttpResponse<String> range(InetSocketAddress address, boolean tls) throws Exception {
        try (HttpClient client = http(tls)) {
            URI url = URI.create((tls ? "https" : "http") + "://127.0.0.1:" + address.getPort() + "/v3/kv/range");
            return client.send(
                    HttpRequest.newBuilder(url)
                            .POST(HttpRequest.BodyPublishers.ofString("{}"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    private RangeResponse call(InetSocketAddress address, boolean tls) throws Exception {
        NettyChannelBuilder builder = NettyChannelBuilder.forAddress(address);
        ManagedChannel channel = (tls
                        ? builder.sslContext(GrpcSslContexts.forClient()
                                .trustManager(certificate)
                                .build())
                        : builder.usePlaintext())
                .build();
        try {
            MethodDescriptor<byte[], byte[]> range = MethodDescriptor.newBuilder(new Bytes(), new Bytes())
                    .setFullMethodName("etcdserverpb.KV/Range")
                    .setType(MethodDescriptor.MethodType.UNARY)
                    .build();
            return RangeResponse.parseFrom(
                    ClientCalls.blockingUnaryCall(channel, range, CallOptions.DEFAULT, new byte[0]));
        } finally {
            channel.shutdownNow();
        }
    }

    private record Bytes() implements MethodDescriptor.Marshaller<byte[]> {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void bothAnswerOnOnePort(boolean tls) throws Exception {
        InetSocketAddress address = start(tls, new GrpcClientTransportProvider(), new HttpTransportProvider());
        HttpResponse<String> json = range(address, tls);
        assertThat(json.body()).isEqualTo("{\"count\":\"5\"}");
        assertThat(json.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
        assertThat(call(address, tls)).isEqualTo(ANSWER);
        assertThat(range(address, tls).body()).isEqualTo("{\"count\":\"5\"}");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void gRpcAnswersWithoutHttp(boolean tls) throws Exception {
        InetSocketAddress address = start(tls, new GrpcClientTransportProvider());
        assertThat(call(address, tls)).isEqualTo(ANSWER);
        if (!tls) {
            HttpResponse<String> refused = range(address, false);
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body()).isEqualTo("this port speaks gRPC over HTTP/2\n");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void httpAnswersWithoutGrpc(boolean tls) throws Exception {
        InetSocketAddress address = start(tls, new HttpTransportProvider());
        assertThat(range(address, tls).body()).isEqualTo("{\"count\":\"5\"}");
        assertThatThrownBy(() -> call(address, tls)).isInstanceOf(StatusRuntimeException.class);
        assertThat(range(address, tls).body()).isEqualTo("{\"count\":\"5\"}");
    }

    @Test
    void otherBytesAreToldWhatIsSpokenHere() throws Exception {
        InetSocketAddress address = start(false, new GrpcClientTransportProvider(), new HttpTransportProvider());
        try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write("SSH-2.0-x\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(HttpTest.readAll(socket.getInputStream()))
                    .endsWith("\r\n\r\nthis port speaks gRPC over HTTP/2, HTTP/1.1\n");
        }
    }
}
