/** gRPC for clients and between members, directly on Netty's HTTP/2. A plugin: it provides, and exports nothing. */
module dev.quoin.transport.grpc {
    requires static org.jspecify;
    requires dev.quoin.api;
    requires dev.quoin.net;
    requires io.netty.buffer;
    requires io.netty.codec;
    requires io.netty.codec.http2;
    requires io.netty.common;
    requires io.netty.handler;
    requires io.netty.transport;
    requires io.netty.transport.classes.epoll;
    requires io.netty.transport.unix.common;
    requires org.jctools.core;
    requires org.slf4j;

    provides dev.quoin.api.transport.ClientTransportProvider with
            dev.quoin.transport.grpc.GrpcClientTransportProvider;
    provides dev.quoin.api.peer.PeerTransportProvider with
            dev.quoin.transport.grpc.GrpcPeerTransportProvider;
}
