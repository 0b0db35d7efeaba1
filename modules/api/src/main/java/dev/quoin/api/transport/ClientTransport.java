package dev.quoin.api.transport;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/**
 * A transport that serves clients.
 *
 * <p>Thread: any thread may call any method, one at a time.
 */
public interface ClientTransport extends AutoCloseable {
    /**
     * Binds all listen URLs, or none, and serves. Called once.
     *
     * <p>Blocks: until the URLs are bound.
     *
     * @return the bound addresses in the order of the URLs, which tell the port when a URL had port 0. The address of a
     *     Unix domain socket is unresolved, with the path as its host name and port 0.
     * @throws TransportException in one line, naming the URL and the reason, when a URL cannot be bound, or stands for
     *     TLS and the authenticator has no material; nothing stays bound then
     */
    List<InetSocketAddress> start();

    /**
     * Refuses new connections and calls at once, lets calls under way end for some time, then cancels them.
     *
     * <p>Blocks: for that time at most.
     */
    void stop(Duration grace);

    /** Ends everything at once. The addresses are free on return. Further calls have no effect. */
    @Override
    void close();
}
