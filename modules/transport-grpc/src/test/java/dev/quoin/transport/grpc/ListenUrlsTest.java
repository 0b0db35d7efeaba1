package dev.quoin.transport.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quoin.api.transport.ClientTransport;
import dev.quoin.api.transport.TransportException;
import dev.quoin.testkit.transport.TransportHarness;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a transport listens, and how it says that it can not. */
final class ListenUrlsTest extends RawTest {
    @TempDir
    private Path folder;

    private ClientTransport open(String url) {
        return harness().open(api, TransportHarness.LIMITS, URI.create(url));
    }

    @Test
    void aPortInUseIsReportedInGosWords() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + taken.getLocalPort();
            assertThatThrownBy(() -> open("http://" + address).start())
                    .isInstanceOf(TransportException.class)
                    .hasMessage("cannot listen on http://" + address + ": listen tcp " + address
                            + ": bind: address already in use");
        }
    }

    @Test
    void anAddressOfAnotherMachineIsReported() {
        assertThatThrownBy(() -> open("http://192.0.2.1:0").start())
                .hasMessage(
                        "cannot listen on http://192.0.2.1:0: listen tcp 192.0.2.1:0: bind: cannot assign requested address");
    }

    @Test
    void aNameThatDoesNotResolveIsReported() {
        assertThatThrownBy(() -> open("http://no-such-host.invalid:2379").start())
                .hasMessage(
                        "cannot listen on http://no-such-host.invalid:2379: listen tcp: lookup no-such-host.invalid: no such host");
    }

    @Test
    void tlsWithoutCertificateIsReported() {
        assertThatThrownBy(() -> open("https://127.0.0.1:0").start())
                .hasMessage("cannot listen on https://127.0.0.1:0: TLS is asked for but no certificate is configured");
    }

    @Test
    void anUnknownSchemeIsReported() {
        assertThatThrownBy(() -> open("ftp://127.0.0.1:0").start()).hasMessageContaining("ftp://127.0.0.1:0");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aUnixSocketServesAndItsFileGoesWithIt(boolean nativeIo) throws Exception {
        net.put("native-io", Boolean.toString(nativeIo));
        Path socket = folder.resolve("quoin.sock");
        ClientTransport transport = open("unix://" + socket);
        assertThat(transport.start()).containsExactly(InetSocketAddress.createUnresolved(socket.toString(), 0));
        assertThat(firstBytes(socket)).isEqualTo("HTTP/1.1 400");
        transport.close();
        assertThat(socket).doesNotExist();
    }

    @Test
    void aSocketFileLeftBehindIsReplacedOneInUseIsNot() throws Exception {
        Path socket = folder.resolve("left.sock");
        try (ServerSocketChannel other = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            other.bind(UnixDomainSocketAddress.of(socket));
            assertThatThrownBy(() -> open("unix://" + socket).start())
                    .hasMessage("cannot listen on unix://" + socket + ": listen unix " + socket
                            + ": bind: address already in use");
        }
        assertThat(socket).exists();
        open("unix://" + socket).start();
        assertThat(firstBytes(socket)).isEqualTo("HTTP/1.1 400");
    }

    @Test
    void aFileThatIsNoSocketIsLeftAlone() throws Exception {
        Path file = Files.writeString(folder.resolve("precious"), "data");
        assertThatThrownBy(() -> open("unix://" + file).start()).hasMessageContaining("address already in use");
        assertThat(file).hasContent("data");
    }

    /** What the server says to somebody who does not speak HTTP/2, as far as the code. */
    private static String firstBytes(Path socket) throws IOException {
        try (SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            client.write(ByteBuffer.wrap("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
            ByteBuffer answer = ByteBuffer.allocate(12);
            while (answer.hasRemaining() && client.read(answer) >= 0) {
                Thread.onSpinWait();
            }
            return new String(answer.array(), StandardCharsets.US_ASCII);
        }
    }
}
