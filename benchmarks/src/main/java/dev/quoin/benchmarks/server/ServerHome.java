package dev.quoin.benchmarks.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Where the members of one server's cluster live during a round, over restarts: a folder and their addresses. Closing deletes the folder. */
public final class ServerHome implements AutoCloseable {
    private static final String NAME = "bench";

    private final ServerSpec spec;
    private final Path folder;
    private final List<InetSocketAddress> clients = new ArrayList<>();
    private final List<InetSocketAddress> peers = new ArrayList<>();

    /** A new, empty folder in another one, for a cluster of some members. */
    public ServerHome(ServerSpec spec, Path parent, int members) throws IOException {
        this.spec = spec;
        for (int i = 0; i < members; i++) {
            clients.add(freeAddress());
            peers.add(freeAddress());
        }
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

    int members() {
        return clients.size();
    }

    List<InetSocketAddress> clients() {
        return clients;
    }

    Path log(int member) {
        return folder.resolve("server-" + member + ".log");
    }

    Path folder() {
        return folder;
    }

    private Path data() {
        return folder.resolve("data");
    }

    List<String> command(int member) {
        String clientUrl = url(clients.get(member));
        String peerUrl = url(peers.get(member));
        List<String> command = new ArrayList<>(List.of(
                spec.executable().toString(),
                "--name=" + NAME + member,
                "--data-dir=" + data().resolve(NAME + member),
                "--listen-client-urls=" + clientUrl,
                "--advertise-client-urls=" + clientUrl,
                "--listen-peer-urls=" + peerUrl,
                "--initial-advertise-peer-urls=" + peerUrl,
                "--initial-cluster=" + initialCluster()));
        command.addAll(spec.flags());
        return command;
    }

    private String initialCluster() {
        return IntStream.range(0, members())
                .mapToObj(member -> NAME + member + "=" + url(peers.get(member)))
                .collect(Collectors.joining(","));
    }

    private static String url(InetSocketAddress address) {
        return "http://127.0.0.1:" + address.getPort();
    }

    /** What the data of all members occupies. */
    public long bytesOnDisk() throws IOException {
        return Folders.bytesOnDisk(data());
    }

    @Override
    public void close() throws IOException {
        Folders.delete(folder);
    }
}
