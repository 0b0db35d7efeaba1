package dev.quoin.transport.http.gateway;

import dev.quoin.api.transport.StatusCode;
import io.netty.channel.ChannelFuture;

/** The client's side of a stream, as a call sees it. On the event loop only. */
interface StreamSink {
    /** Sends a response. */
    ChannelFuture send(String json);

    /** Ends the stream, with a failure unless the code is {@link StatusCode#OK}. */
    void end(StatusCode code, String message);

    /** Stops or goes on reading what the client sends. */
    void setReading(boolean reading);
}
