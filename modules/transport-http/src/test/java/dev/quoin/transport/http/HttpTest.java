package dev.quoin.transport.http;

import dev.quoin.api.auth.Authenticator;
import dev.quoin.api.auth.Credentials;
import dev.quoin.api.auth.Identity;
import dev.quoin.api.auth.TlsMaterial;
import dev.quoin.api.transport.ClientTransport;
import dev.quoin.api.transport.ClientTransportContext;
import dev.quoin.api.transport.Page;
import dev.quoin.api.transport.Pages;
import dev.quoin.api.transport.TransportLimits;
import dev.quoin.testkit.transport.TestApi;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/** A server that speaks HTTP alone, and clients of it. */
abstract class HttpTest {
    static final TransportLimits LIMITS =
            new TransportLimits(1 << 20, 1000, Duration.ofSeconds(5), Duration.ofHours(2), Duration.ofSeconds(20));
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    final Map<String, String> config = new HashMap<>();
    final TestApi api = new TestApi();
    final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private ClientTransport transport;
    private InetSocketAddress address;

    /** Takes a request's token for the name of its user. */
    static final class ByToken implements Authenticator {
        @Override
        public Optional<TlsMaterial> tls(Listener listener) {
            return Optional.empty();
        }

        @Override
        public Identity identify(Credentials credentials) {
            String token = credentials.token();
            return token == null ? Identity.anonymous() : new Identity(token, "token");
        }

        @Override
        public void close() {}
    }

    /** Starts it; to be done once the methods are there. */
    void start() {
        HttpTransportProvider provider = new HttpTransportProvider();
        Pages pages = path -> path.equals("/page") ? (request, answer) -> answer.accept(Page.text("a page")) : null;
        transport = provider.open(
                provider.configSpec().read(config),
                new ClientTransportContext(
                        List.of(URI.create("http://127.0.0.1:0")), api, new ByToken(), LIMITS, pages));
        address = transport.start().getFirst();
    }

    @AfterEach
    void stop() {
        client.close();
        if (transport != null) {
            transport.close();
        }
    }

    ClientTransport transport() {
        return transport;
    }

    URI url(String path) {
        return URI.create("http://127.0.0.1:" + address.getPort() + path);
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(url(path)).timeout(PATIENCE);
    }

    HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return client.send(
                request(path).POST(HttpRequest.BodyPublishers.ofString(body)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofString());
    }

    Socket connect() throws IOException {
        Socket socket = new Socket(address.getAddress(), address.getPort());
        socket.setSoTimeout((int) PATIENCE.toMillis());
        return socket;
    }

    /** Sends bytes on a connection of their own, and reads until the server closes it. */
    String raw(String bytes) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            return readAll(socket.getInputStream());
        }
    }

    static String readAll(InputStream input) throws IOException {
        return new String(input.readAllBytes(), StandardCharsets.UTF_8);
    }
}
