/** The client API as JSON over HTTP/1.1 and WebSocket, and the operational pages. A plugin: it provides, and exports nothing. */
module dev.quoin.transport.http {
    requires static org.jspecify;
    requires com.google.gson;
    requires com.google.protobuf;
    requires dev.quoin.api;
    requires dev.quoin.net;
    requires dev.quoin.protocol;
    requires io.netty.buffer;
    requires io.netty.codec;
    requires io.netty.codec.http;
    requires io.netty.common;
    requires io.netty.transport;
    requires org.slf4j;

    provides dev.quoin.api.transport.ClientTransportProvider with
            dev.quoin.transport.http.HttpTransportProvider;
}
