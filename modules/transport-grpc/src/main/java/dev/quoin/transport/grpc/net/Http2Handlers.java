package dev.quoin.transport.grpc.net;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;

/** Makes what serves HTTP/2. */
@FunctionalInterface
public interface Http2Handlers {
    /** A handler for a channel whose preface was read; it runs the task when the client has shown to be one. */
    ChannelHandler create(Channel channel, Runnable handshakeComplete);
}
