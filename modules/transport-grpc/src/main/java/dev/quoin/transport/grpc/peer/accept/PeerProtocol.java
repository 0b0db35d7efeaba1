package dev.quoin.transport.grpc.peer.accept;

import dev.quoin.net.listen.Refusals;
import dev.quoin.net.protocol.Connection;
import dev.quoin.net.protocol.ConnectionProtocol;
import dev.quoin.net.protocol.Detection;
import dev.quoin.net.tls.TlsFailure;
import dev.quoin.transport.grpc.http2.Preface;
import dev.quoin.transport.grpc.peer.stream.Http2Setup;
import dev.quoin.transport.grpc.peer.stream.PeerSettings;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http2.Http2Exception;
import java.util.List;

/** The connections that other members open. Logs, through the gate, those that are no member's. */
public final class PeerProtocol implements ConnectionProtocol, Refusals {
    private final PeerSettings settings;
    private final Reception reception;

    /** Hands the streams of its connections to the reception. */
    public PeerProtocol(PeerSettings settings, Reception reception) {
        this.settings = settings;
        this.reception = reception;
    }

    @Override
    public String title() {
        return "the protocol of members over HTTP/2";
    }

    @Override
    public List<String> applicationProtocols() {
        return List.of("h2");
    }

    @Override
    public Detection detect(ByteBuf first) {
        return Preface.detect(first);
    }

    @Override
    public void install(Connection connection, ByteBuf first) {
        Channel channel = connection.channel();
        ChannelInitializer<Channel> streams = new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel stream) {
                stream.pipeline().addLast(new AcceptedStream(reception));
            }
        };
        Http2Setup.server(channel, settings.idleTimeout(), streams, failure -> failed(channel, failure));
        connection.established();
    }

    @Override
    public void drain(Channel channel) {
        channel.close();
    }

    @Override
    public void refused(Channel channel, String why) {
        notAPeer(channel, "not a member's connection: " + why);
    }

    /** A connection that breaks is nothing special; one that does not speak as members do is. Its bytes are left out, they differ each time. */
    @Override
    public void failed(Channel channel, Throwable failure) {
        Throwable cause =
                failure instanceof DecoderException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof Http2Exception http2) {
            notAPeer(channel, "not a member's connection: HTTP/2 " + http2.error());
        } else if (TlsFailure.reason(failure) instanceof String reason) {
            notAPeer(channel, "not a member's connection: " + reason);
        }
    }

    private void notAPeer(Channel channel, String why) {
        reception.gate().notAPeer(AcceptedStream.host(channel.remoteAddress()), why);
    }
}
