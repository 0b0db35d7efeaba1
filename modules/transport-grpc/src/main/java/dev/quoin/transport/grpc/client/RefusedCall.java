package dev.quoin.transport.grpc.client;

import dev.quoin.transport.grpc.http2.Http2Connection;
import dev.quoin.transport.grpc.http2.Http2Stream;
import io.netty.buffer.ByteBuf;

/** A call that gets its answer from its headers alone. */
final class RefusedCall extends Http2Stream {
    private final byte[] answer;

    RefusedCall(Http2Connection connection, int id, byte[] answer) {
        super(connection, id);
        this.answer = answer;
    }

    @Override
    protected void opened() {
        sendTrailers(answer);
    }

    @Override
    protected void received(ByteBuf data, boolean last) {}

    @Override
    protected void aborted() {}

    @Override
    protected void drained() {}

    @Override
    protected void ended() {}
}
