package dev.quoin.tests.harness;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How to start a node: a cluster of one on the loopback, in etcd's flags, which both servers take. Started again with the same
 * data directory it goes on where it was.
 */
public final class NodeSpec {

    private final ServerProgram program;
    private final Map<String, String> flags = new LinkedHashMap<>();
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final Ports ports;

    private NodeSpec(ServerProgram program, Path dataDir, Ports ports) {
        this.program = program;
        this.ports = ports;
        flag("--name", "node");
        flag("--data-dir", dataDir.toString());
        flag("--listen-client-urls", ports.clientUrl());
        flag("--advertise-client-urls", ports.clientUrl());
        flag("--listen-peer-urls", ports.peerUrl());
        flag("--initial-advertise-peer-urls", ports.peerUrl());
        flag("--initial-cluster", "node=" + ports.peerUrl());
        flag("--initial-cluster-token", "tests");
    }

    public static NodeSpec of(ServerProgram program, Path dataDir) {
        return on(Ports.free(), program, dataDir);
    }

    /** A node on given ports. Ids are derived from peer URLs, so that two servers on the same ports have the same ids. */
    public static NodeSpec on(Ports ports, ServerProgram program, Path dataDir) {
        return new NodeSpec(program, dataDir, ports);
    }

    /** Sets a flag, in place of what it was set to. */
    public NodeSpec flag(String name, String value) {
        flags.put(name, value);
        return this;
    }

    /** Takes a flag back, for a node that gets the setting in another way. */
    public NodeSpec without(String name) {
        flags.remove(name);
        return this;
    }

    /** Adds an environment variable. */
    public NodeSpec environment(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    public ServerProgram program() {
        return program;
    }

    public Ports ports() {
        return ports;
    }

    public Path dataDir() {
        return Path.of(flags.getOrDefault("--data-dir", ""));
    }

    /** The command, not started, for tests in which it must fail. */
    public Command command(String... moreWords) {
        List<String> words = new ArrayList<>();
        words.add(program.executable().toString());
        flags.forEach((name, value) -> words.add(name + "=" + value));
        words.addAll(List.of(moreWords));
        Command command = new Command(words);
        environment.forEach(command::with);
        return command;
    }

    /** Starts the node and waits until it serves clients. */
    public Node start() {
        Node node = launch();
        node.awaitReady();
        return node;
    }

    /** Starts the node and does not wait. */
    public Node launch() {
        return new Node(this, command().start());
    }
}
