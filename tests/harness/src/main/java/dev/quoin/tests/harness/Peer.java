package dev.quoin.tests.harness;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An etcd to compare with: the folder of its {@code etcd} and {@code etcdctl}.
 *
 * <p>It is looked for in {@code QUOIN_PEER_BIN}, then on {@code PATH}. {@code QUOIN_PEER_NEWEST_BIN} may name a second, newer one,
 * for what only newer etcds answer.
 *
 * @param bin the folder
 */
public record Peer(Path bin) {

    private static final int SERVED_MINOR = 7;
    private static final Pattern VERSION = Pattern.compile("etcd Version: 3\\.(\\d+)\\.");

    private static final String NONE =
            "no etcd and etcdctl to compare with: point QUOIN_PEER_BIN at the folder that holds both";

    /** The peer, if this machine has one. */
    public static Optional<Peer> find() {
        String named = System.getenv("QUOIN_PEER_BIN");
        if (named != null && !named.isEmpty()) {
            return complete(Path.of(named));
        }
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.of(path.split(File.pathSeparator))
                .map(Path::of)
                .map(Peer::complete)
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** The newest etcd there is: that of {@code QUOIN_PEER_NEWEST_BIN}, otherwise the usual one. */
    public static Optional<Peer> findNewest() {
        String named = System.getenv("QUOIN_PEER_NEWEST_BIN");
        return named == null || named.isEmpty() ? find() : complete(Path.of(named));
    }

    /** The newest etcd there is, if it is of version 3.7 or later, whose answers Quoin gives. */
    public static Optional<Peer> findOfServedVersion() {
        return findNewest().filter(peer -> peer.minor() >= SERVED_MINOR);
    }

    /** What to say where a test is skipped because the newest peer is too old. */
    public static String tooOld() {
        return "no etcd 3." + SERVED_MINOR
                + " or later to compare with: point QUOIN_PEER_NEWEST_BIN at the folder of one";
    }

    private int minor() {
        String version = new Command(List.of(etcd().toString(), "--version"))
                .run("", Duration.ofSeconds(10))
                .expectSuccess()
                .text();
        Matcher matcher = VERSION.matcher(version);
        if (!matcher.find()) {
            throw new IllegalStateException(etcd() + " does not say its version, but: " + version);
        }
        return Integer.parseInt(matcher.group(1));
    }

    /**
     * The peer.
     *
     * @throws IllegalStateException that says how to name one, if there is none
     */
    public static Peer require() {
        return find().orElseThrow(() -> new IllegalStateException(NONE));
    }

    /** What to say where a test is skipped because there is no peer. */
    public static String missing() {
        return NONE;
    }

    public Path etcd() {
        return bin.resolve("etcd");
    }

    public Path etcdctl() {
        return bin.resolve("etcdctl");
    }

    /** The peer as a server to start. */
    public ServerProgram server() {
        return new ServerProgram(ServerProgram.Kind.ETCD, etcd());
    }

    private static Optional<Peer> complete(Path bin) {
        Peer peer = new Peer(bin.toAbsolutePath());
        return Files.isExecutable(peer.etcd()) && Files.isExecutable(peer.etcdctl())
                ? Optional.of(peer)
                : Optional.empty();
    }
}
