package dev.quoin.tests.harness;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** etcd's own command line client, asking one node or several. */
public final class Etcdctl {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Peer peer;
    private final String endpoints;

    public Etcdctl(Peer peer, Ports ports) {
        this(peer, ports.clientEndpoint());
    }

    /** @param endpoints of several nodes, separated by commas */
    public Etcdctl(Peer peer, String endpoints) {
        this.peer = peer;
        this.endpoints = endpoints;
    }

    /** Runs a command to its end. */
    public CommandResult run(String... words) {
        return run(List.of(words), "");
    }

    /** Runs a command that reads something from its standard input. */
    public CommandResult run(List<String> words, String input) {
        return command(words).run(input, PATIENCE);
    }

    /** Starts a command that goes on until it is ended. */
    public BackgroundCommand background(List<String> words) {
        return command(words).background();
    }

    private Command command(List<String> words) {
        List<String> all = new ArrayList<>();
        all.add(peer.etcdctl().toString());
        all.add("--endpoints=" + endpoints);
        all.addAll(words);
        return new Command(all).with("ETCDCTL_API", "3");
    }
}
