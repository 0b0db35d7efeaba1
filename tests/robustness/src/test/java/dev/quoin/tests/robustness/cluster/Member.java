package dev.quoin.tests.robustness.cluster;

import dev.quoin.tests.harness.Node;
import dev.quoin.tests.harness.NodeSpec;
import java.time.Duration;

/** A member of a cluster: how it is started, and the process while there is one. */
final class Member implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String name;
    private final NodeSpec spec;
    private final PeerGate gate;
    private Node node;
    private volatile boolean up;

    Member(String name, NodeSpec spec, PeerGate gate) {
        this.name = name;
        this.spec = spec;
        this.gate = gate;
    }

    String name() {
        return name;
    }

    NodeSpec spec() {
        return spec;
    }

    /** The path on which the others reach it. */
    PeerGate gate() {
        return gate;
    }

    Node node() {
        return node;
    }

    /** Whether a client may expect an answer of it. */
    boolean isUp() {
        return up;
    }

    /** From now on clients are to leave it alone. */
    void retire() {
        up = false;
    }

    /** Clients may come again. */
    void resume() {
        up = true;
    }

    /** Starts it and does not wait. */
    void launch() {
        node = spec.launch();
    }

    void awaitReady() {
        node.awaitReady();
        up = true;
    }

    void awaitReady(Duration patience) {
        node.awaitReady(patience);
        up = true;
    }

    void start() {
        launch();
        awaitReady();
    }

    void kill() {
        up = false;
        node.kill();
    }

    /** Ends it with SIGTERM. */
    void stop() {
        up = false;
        node.terminate();
    }

    MemberClient client() {
        return client(PATIENCE);
    }

    MemberClient client(Duration patience) {
        return new MemberClient(spec.ports(), patience);
    }

    long id() {
        try (MemberClient client = client()) {
            return client.status().getHeader().getMemberId();
        }
    }

    long revision() {
        try (MemberClient client = client()) {
            return client.revision();
        }
    }

    @Override
    public void close() {
        up = false;
        if (node != null) {
            node.close();
        }
        gate.close();
    }

    @Override
    public String toString() {
        return name;
    }
}
