package dev.quoin.net.protocol;

import dev.quoin.net.loop.LoopQueue;
import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import java.security.cert.X509Certificate;
import java.util.List;

/** A connection whose first bytes have come, as the protocol gets it that will serve it. */
public final class Connection {
    private final Channel channel;
    private final LoopQueue loop;
    private final Runnable established;

    /**
     * A connection on its way to its protocol.
     *
     * @param loop the queue of the channel's event loop
     * @param established runs when the protocol says that the client has shown to be one
     */
    public Connection(Channel channel, LoopQueue loop, Runnable established) {
        this.channel = channel;
        this.loop = loop;
        this.established = established;
    }

    /** The channel. */
    public Channel channel() {
        return channel;
    }

    /** The queue through which other threads reach the connection's event loop. */
    public LoopQueue loop() {
        return loop;
    }

    /** The client's address for logs, as {@code host:port}; {@code @} for one on a Unix domain socket. */
    public String remoteAddress() {
        return RemoteEnd.address(channel);
    }

    /** The verified certificates that the client has shown, its own first; none in clear text. */
    public List<X509Certificate> certificates() {
        return RemoteEnd.certificates(channel);
    }

    /** Whether the connection is encrypted. */
    public boolean tls() {
        return channel.pipeline().get(SslHandler.class) != null;
    }

    /**
     * Says that the client has shown to be one, by its first request for example. Until then the connection counts as being in its handshake, of which there
     * may be only so many, and is cut off after the handshake's time. On the event loop; may be repeated.
     */
    public void established() {
        established.run();
    }
}
