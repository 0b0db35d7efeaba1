package dev.quoin.testkit.peer;

import dev.quoin.api.auth.Authenticator;
import dev.quoin.api.auth.Credentials;
import dev.quoin.api.auth.Identity;
import dev.quoin.api.auth.TlsMaterial;
import dev.quoin.api.peer.MemberIdentity;
import dev.quoin.api.peer.PeerTransport;
import dev.quoin.api.peer.PeerTransport.Lane;
import dev.quoin.api.peer.PeerTransportContext;
import dev.quoin.api.peer.PeerTransportProvider;
import dev.quoin.testkit.host.SimHost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** Runs peer transports for tests, and ends them. */
public final class PeerHarness implements AutoCloseable {
    static final int MAX_MESSAGE_BYTES = 2 << 20;
    static final long CLUSTER = 0xc1;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final PeerTransportProvider provider;
    private final List<PeerTransport> open = new ArrayList<>();

    PeerHarness(PeerTransportProvider provider) {
        this.provider = provider;
    }

    /** One member: its transport and what it was told. */
    record Running(long id, URI url, PeerTransport transport, RecordingPeer told) {
        void knows(Running other) {
            transport.setPeer(other.id, List.of(other.url));
        }
    }

    Running start(long cluster, long id) {
        return start(cluster, id, freeUrl());
    }

    Running start(long cluster, long id, URI url) {
        return start(cluster, id, url, url);
    }

    /** @param advertised where it says that it is reached */
    Running start(long cluster, long id, URI url, URI advertised) {
        PeerTransport transport = open(cluster, id, url, advertised);
        RecordingPeer told = new RecordingPeer();
        transport.start(told);
        return new Running(id, url, transport, told);
    }

    /** Not started. */
    PeerTransport open(long cluster, long id, URI url) {
        return open(cluster, id, url, url);
    }

    private PeerTransport open(long cluster, long id, URI url, URI advertised) {
        PeerTransport transport = provider.open(
                provider.configSpec().read(Map.of()),
                new PeerTransportContext(
                        SimHost.alone(id),
                        new MemberIdentity(cluster, id),
                        List.of(url),
                        List.of(advertised),
                        new ClearText(),
                        MAX_MESSAGE_BYTES));
        open.add(transport);
        return transport;
    }

    static URI freeUrl() {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://127.0.0.1:" + free.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends until a message is taken, as a lane takes none before it is connected. */
    static void sendUntilTaken(Running from, Running to, Lane lane, byte[] message) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!from.transport.send(to.id, lane, List.of(message))) {
            if (System.nanoTime() - until > 0) {
                throw new AssertionError("no message was taken for " + to.url);
            }
            Thread.onSpinWait();
            Thread.yield();
        }
    }

    static <T> T next(BlockingQueue<T> queue, String what) throws InterruptedException {
        T found = queue.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (found == null) {
            throw new AssertionError("it never came: " + what);
        }
        return found;
    }

    @Override
    public void close() {
        open.reversed().forEach(PeerTransport::close);
        open.clear();
    }

    private static final class ClearText implements Authenticator {
        @Override
        public Optional<TlsMaterial> tls(Listener listener) {
            return Optional.empty();
        }

        @Override
        public Identity identify(Credentials credentials) {
            return Identity.anonymous();
        }

        @Override
        public void close() {}
    }
}
