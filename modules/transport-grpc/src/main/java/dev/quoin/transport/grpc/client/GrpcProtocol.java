package dev.quoin.transport.grpc.client;

import dev.quoin.api.transport.ClientTransportContext;
import dev.quoin.net.loop.EventLoops;
import dev.quoin.net.protocol.Connection;
import dev.quoin.net.protocol.ConnectionProtocol;
import dev.quoin.net.protocol.Detection;
import dev.quoin.transport.grpc.http2.Http2Connection;
import dev.quoin.transport.grpc.http2.Http2Options;
import dev.quoin.transport.grpc.http2.Preface;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** gRPC for clients: recognises HTTP/2 by its preface, and serves calls on it. */
public final class GrpcProtocol implements ConnectionProtocol {
    private static final long TRIM_SECONDS = 5;

    private final LargePieces pieces = new LargePieces();
    private final CallService service;
    private final Http2Options options;

    /** Serves the methods that the context offers. */
    public GrpcProtocol(ClientTransportContext context, ClientTransportSettings config) {
        service =
                new CallService(new MethodTable(context.handler()), context.authenticator(), context.limits(), pieces);
        options = config.http2(context.limits());
    }

    @Override
    public String title() {
        return "gRPC over HTTP/2";
    }

    @Override
    public List<String> applicationProtocols() {
        return List.of("h2");
    }

    @Override
    public void start(EventLoops loops) {
        loops.group().scheduleWithFixedDelay(pieces::trim, TRIM_SECONDS, TRIM_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public Detection detect(ByteBuf first) {
        return Preface.detect(first);
    }

    @Override
    public void install(Connection connection, ByteBuf first) {
        first.skipBytes(Preface.LENGTH);
        CallOpener opener = new CallOpener(service, connection.remoteAddress(), connection.certificates());
        connection
                .channel()
                .pipeline()
                .addLast("http2", new Http2Connection(options, opener, connection.loop(), connection::established));
    }

    @Override
    public void drain(Channel channel) {
        channel.pipeline().get(Http2Connection.class).drain();
    }

    @Override
    public void close() {
        pieces.close();
    }
}
