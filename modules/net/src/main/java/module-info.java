/**
 * The listener that several protocols share: sockets, event loops, TLS, and the first bytes of a connection. A support module for transports, not a plugin:
 * a protocol is a provider of the small contract in {@code dev.quoin.net.protocol} and {@code dev.quoin.net.client}.
 */
module dev.quoin.net {
    requires static org.jspecify;
    requires transitive dev.quoin.api;
    requires transitive io.netty.buffer;
    requires transitive io.netty.common;
    requires transitive io.netty.handler;
    requires transitive io.netty.transport;
    requires io.netty.codec;
    requires io.netty.transport.classes.epoll;
    requires io.netty.transport.unix.common;
    requires org.jctools.core;
    requires org.slf4j;

    exports dev.quoin.net.client;
    exports dev.quoin.net.listen;
    exports dev.quoin.net.loop;
    exports dev.quoin.net.protocol;
    exports dev.quoin.net.socket;
    exports dev.quoin.net.tls;
}
