package dev.quoin.transport.grpc.peer.dial;

import dev.quoin.transport.grpc.peer.stream.Grpc;
import dev.quoin.transport.grpc.peer.stream.Hello;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import java.net.URI;
import java.time.Duration;

/** The stream of a link. */
final class LinkStream extends ClientStream {
    private final PeerLink link;

    LinkStream(PeerLink link, URI url, int maxBytes) {
        super(url, maxBytes);
        this.link = link;
    }

    void open(Channel connection, Hello hello, Duration acceptWithin) {
        open(connection, Grpc.MESSAGES, hello, acceptWithin);
    }

    @Override
    void accepted(Channel stream) {
        link.opened(url(), stream);
    }

    @Override
    protected void message(ChannelHandlerContext context, byte[] message) {
        // Nothing is said on the way back.
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (context.channel().isWritable()) {
            link.writable();
        }
    }

    @Override
    void ended(Grpc.Ending ending) {
        if (ending.reason().equals(Grpc.Ending.REMOVED)) {
            link.removed();
        }
        link.failed(url(), "refused: " + ending.message());
    }

    @Override
    void broke(String why) {
        link.failed(url(), why);
    }
}
