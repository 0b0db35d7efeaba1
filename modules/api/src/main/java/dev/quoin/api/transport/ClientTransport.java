package dev.quoin.api.transport;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/** A transport that serves clients. */
public interface ClientTransport extends AutoCloseable {
    /**
     * Binds all listen URLs and serves.
     *
     * @return the addresses bound, in the order of the URLs; of interest where a port was 0. A Unix domain socket is an unresolved
     *     address with the path as host name and port 0
     * @throws TransportException naming the URL that could not be bound, and why; nothing stays bound then
     */
    List<InetSocketAddress> start();

    /** Takes no new calls, gives those under way some time to end, then cancels them. Blocks for that time at most. */
    void stop(Duration grace);

    /** Ends everything at once. */
    @Override
    void close();
}
