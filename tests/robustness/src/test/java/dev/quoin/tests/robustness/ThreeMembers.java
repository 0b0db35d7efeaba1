package dev.quoin.tests.robustness;

import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.StatusRequest;
import dev.quoin.protocol.rpc.StatusResponse;
import dev.quoin.tests.harness.ApiClient;
import dev.quoin.tests.harness.Node;
import dev.quoin.tests.harness.NodeSpec;
import dev.quoin.tests.harness.Ports;
import dev.quoin.tests.harness.ServerProgram;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Three members of one cluster on the loopback. */
final class ThreeMembers implements AutoCloseable {
    private static final int COUNT = 3;

    private final List<NodeSpec> specs = new ArrayList<>();
    private final List<Node> nodes = new ArrayList<>();

    private ThreeMembers(Path folder) {
        List<Ports> ports = new ArrayList<>();
        List<String> cluster = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            ports.add(Ports.free());
            cluster.add("m" + i + "=" + ports.get(i).peerUrl());
        }
        for (int i = 0; i < COUNT; i++) {
            specs.add(NodeSpec.on(ports.get(i), ServerProgram.underTest(), folder.resolve("m" + i))
                    .flag("--name", "m" + i)
                    .flag("--initial-cluster", String.join(",", cluster)));
        }
    }

    /** Starts them and waits until all serve. */
    static ThreeMembers start(Path folder) {
        ThreeMembers members = new ThreeMembers(folder);
        members.specs.forEach(spec -> members.nodes.add(spec.launch()));
        members.nodes.forEach(Node::awaitReady);
        return members;
    }

    Node node(int number) {
        return nodes.get(number);
    }

    /** The number of the one that leads, by what it says itself. */
    int leader() {
        for (int i = 0; i < COUNT; i++) {
            try (ApiClient client = nodes.get(i).client()) {
                StatusResponse status = client.call(
                        EtcdMethods.MAINTENANCE_STATUS, StatusRequest.getDefaultInstance(), StatusResponse.class);
                if (status.getLeader() == status.getHeader().getMemberId()) {
                    return i;
                }
            }
        }
        throw new AssertionError("nobody leads");
    }

    void restart(int number) {
        nodes.set(number, specs.get(number).start());
    }

    @Override
    public void close() {
        nodes.forEach(Node::close);
    }
}
