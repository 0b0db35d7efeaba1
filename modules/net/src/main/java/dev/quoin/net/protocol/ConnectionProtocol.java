package dev.quoin.net.protocol;

import dev.quoin.net.loop.EventLoops;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.util.List;

/**
 * A protocol as one port serves it. Several of them share the port: the listener reads the first bytes of each connection, asks every protocol whether they
 * are its own, and hands the connection to the first that says yes.
 */
public interface ConnectionProtocol extends AutoCloseable {
    /** The protocol's name for people, as it stands behind "this port speaks": {@code gRPC over HTTP/2}. */
    String title();

    /** The names by which TLS clients ask for this protocol (ALPN), {@code h2} for example. */
    List<String> applicationProtocols();

    /** Called once, before the first connection. */
    default void start(EventLoops loops) {}

    /**
     * Tells whether a connection is this protocol's. Called on the connection's event loop, again with each further byte while the answer is
     * {@link Detection#MORE}; must not block, and must not move the indexes of the buffer. An answer must be reached within 256 bytes.
     *
     * @param first all bytes that have come so far, at least one, behind TLS where there is TLS
     */
    Detection detect(ByteBuf first);

    /**
     * Takes a connection over: adds its handlers at the end of the channel's pipeline. Called on the connection's event loop. The handlers then get all bytes
     * of {@code first} that this method has not read, and everything that follows.
     */
    void install(Connection connection, ByteBuf first);

    /** Ends one of its connections politely: lets what is under way finish, then closes. Called on the connection's event loop. */
    void drain(Channel channel);

    /** Gives back what the protocol holds besides its connections, all of which have ended by now. */
    @Override
    default void close() {}
}
