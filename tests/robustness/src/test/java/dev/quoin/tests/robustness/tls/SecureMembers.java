package dev.quoin.tests.robustness.tls;

import dev.quoin.testkit.auth.Authority;
import dev.quoin.testkit.auth.IssuedCertificate;
import dev.quoin.tests.harness.Node;
import dev.quoin.tests.harness.NodeSpec;
import dev.quoin.tests.harness.Ports;
import dev.quoin.tests.harness.ServerProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Three members that require certificates on both ports. All read the same files: {@code ca.crt}, {@code member.crt}, {@code member.key} and
 * {@code revoked.crl}.
 */
final class SecureMembers implements AutoCloseable {
    static final String PEER_NAME = "member";
    static final String CLIENT_HOST = "client.example";
    private static final int COUNT = 3;
    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path folder;
    private final List<NodeSpec> specs;
    private final List<Node> nodes = new ArrayList<>();

    SecureMembers(Path folder) {
        this.folder = folder;
        List<Ports> ports =
                IntStream.range(0, COUNT).mapToObj(i -> Ports.free()).toList();
        String cluster = IntStream.range(0, COUNT)
                .mapToObj(i -> "m" + i + "=" + secure(ports.get(i).peerUrl()))
                .collect(Collectors.joining(","));
        specs = IntStream.range(0, COUNT)
                .mapToObj(i -> spec("m" + i, ports.get(i), cluster))
                .toList();
    }

    static String secure(String url) {
        return url.replace("http://", "https://");
    }

    private NodeSpec spec(String name, Ports ports, String cluster) {
        return NodeSpec.on(ports, ServerProgram.underTest(), folder.resolve("data-" + name))
                .flag("--name", name)
                .flag("--initial-cluster", cluster)
                .flag("--listen-client-urls", secure(ports.clientUrl()))
                .flag("--advertise-client-urls", secure(ports.clientUrl()))
                .flag("--listen-peer-urls", secure(ports.peerUrl()))
                .flag("--initial-advertise-peer-urls", secure(ports.peerUrl()))
                .flag("--cert-file", file("member.crt"))
                .flag("--key-file", file("member.key"))
                .flag("--trusted-ca-file", file("ca.crt"))
                .flag("--client-cert-auth", "true")
                .flag("--client-crl-file", file("revoked.crl"))
                .flag("--client-cert-allowed-hostname", CLIENT_HOST)
                .flag("--peer-cert-file", file("member.crt"))
                .flag("--peer-key-file", file("member.key"))
                .flag("--peer-trusted-ca-file", file("ca.crt"))
                .flag("--peer-client-cert-auth", "true")
                .flag("--peer-crl-file", file("revoked.crl"))
                .flag("--peer-cert-allowed-cn", PEER_NAME);
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    /** What a member shows: for the address of all, for servers and clients. */
    static IssuedCertificate member(Authority authority) {
        return authority.certificate(PEER_NAME).hosts("127.0.0.1").issue();
    }

    /** What a client shows that is let in. */
    static IssuedCertificate client(Authority authority) {
        return authority.certificate("root").hosts(CLIENT_HOST).forClients().issue();
    }

    /** Puts a file in place of another in one step, or in place of none. */
    void write(String name, byte[] content) {
        try {
            Path fresh = Files.write(folder.resolve(name + ".new"), content);
            Files.move(fresh, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    SecureMembers start() {
        specs.forEach(spec -> nodes.add(spec.launch()));
        nodes.forEach(node -> node.awaitReady(START));
        return this;
    }

    Node node(int number) {
        return nodes.get(number);
    }

    List<Node> all() {
        return nodes;
    }

    /** Waits until every member has taken new files so many times, on each of its two sides. */
    void awaitTaken(int version) {
        for (Node node : nodes) {
            for (String side : List.of("client", "peer")) {
                node.log()
                        .awaitLine(
                                line -> line.contains("took new TLS certificates")
                                        && line.contains("\"listener\":\"" + side + "\"")
                                        && line.contains("\"version\":" + version),
                                PATIENCE,
                                "version " + version + " of the certificates of side " + side);
            }
        }
    }

    @Override
    public void close() {
        nodes.forEach(Node::close);
    }
}
