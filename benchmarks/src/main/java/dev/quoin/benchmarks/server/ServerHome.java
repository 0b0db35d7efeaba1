package dev.quoin.benchmarks.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Where one server lives during a round, over restarts: its folder and its addresses. Closing deletes the folder. */
public final class ServerHome implements AutoCloseable {
    private static final String NAME = "bench";

    private final ServerSpec spec;
    private final Path folder;
    private final InetSocketAddress client = freeAddress();
    private final InetSocketAddress peer = freeAddress();

    /** A new, empty folder in another one. */
    public ServerHome(ServerSpec spec, Path parent) throws IOException {
        this.spec = spec;
        folder = Files.createTempDirectory(parent, "quoin-bench-" + spec.label() + "-");
    }

    private static InetSocketAddress freeAddress() throws IOException {
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        try (ServerSocket socket = new ServerSocket(0, 1, loopback)) {
            return new InetSocketAddress(loopback, socket.getLocalPort());
        }
    }

    ServerSpec spec() {
        return spec;
    }

    InetSocketAddress client() {
        return client;
    }

    Path log() {
        return folder.resolve("server.log");
    }

    Path folder() {
        return folder;
    }

    private Path data() {
        return folder.resolve("data");
    }

    List<String> command() {
        String clientUrl = "http://127.0.0.1:" + client.getPort();
        String peerUrl = "http://127.0.0.1:" + peer.getPort();
        List<String> command = new ArrayList<>(List.of(
                spec.executable().toString(),
                "--name=" + NAME,
                "--data-dir=" + data(),
                "--listen-client-urls=" + clientUrl,
                "--advertise-client-urls=" + clientUrl,
                "--listen-peer-urls=" + peerUrl,
                "--initial-advertise-peer-urls=" + peerUrl,
                "--initial-cluster=" + NAME + "=" + peerUrl));
        command.addAll(spec.flags());
        return command;
    }

    /** What the data occupies. */
    public long bytesOnDisk() throws IOException {
        return Folders.bytesOnDisk(data());
    }

    @Override
    public void close() throws IOException {
        Folders.delete(folder);
    }
}
