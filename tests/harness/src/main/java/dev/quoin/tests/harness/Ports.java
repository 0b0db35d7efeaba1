package dev.quoin.tests.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/**
 * The two ports of a node on the loopback.
 *
 * @param client where clients are served
 * @param peer where members talk to each other
 */
public record Ports(int client, int peer) {

    /** Two ports that nobody listens on at this moment. Both are held until both are known, so that they differ. */
    public static Ports free() {
        try (ServerSocket first = bind();
                ServerSocket second = bind()) {
            return new Ports(first.getLocalPort(), second.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String clientEndpoint() {
        return "127.0.0.1:" + client;
    }

    public String clientUrl() {
        return "http://" + clientEndpoint();
    }

    public String peerUrl() {
        return "http://127.0.0.1:" + peer;
    }

    private static ServerSocket bind() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }
}
