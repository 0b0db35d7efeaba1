/** The client API and the peer links on grpc-java and Netty. A plugin: it provides, and exports nothing. */
module dev.quoin.transport.grpc {
    requires static org.jspecify;
    requires dev.quoin.api;
    requires io.grpc;
    requires io.grpc.netty;
    requires io.grpc.stub;
    requires io.netty.buffer;
    requires io.netty.codec.http;
    requires io.netty.codec.http2;
    requires io.netty.common;
    requires io.netty.handler;
    requires io.netty.transport;
    requires io.netty.transport.classes.epoll;
    requires org.jctools.core;
    requires org.slf4j;
}
