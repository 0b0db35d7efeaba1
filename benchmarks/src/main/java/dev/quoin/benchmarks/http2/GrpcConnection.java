package dev.quoin.benchmarks.http2;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http2.DefaultHttp2FrameReader;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.util.concurrent.EventExecutor;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP/2 connection and the calls on it. Everything runs on its event loop. What is written while input is being read leaves when that
 * input is exhausted; after {@link #start} from elsewhere on the loop, call {@link #flush}.
 */
public final class GrpcConnection extends ByteToMessageDecoder {
    /** How much of one answer may be under way; gRPC clients that tune themselves arrive at this order on a fast network. */
    private static final int STREAM_WINDOW = 1 << 20;

    private static final int CONNECTION_WINDOW = 16 << 20;
    private static final int DEFAULT_WINDOW = 65_535;

    private final DefaultHttp2FrameReader reader = new DefaultHttp2FrameReader(new ResponseHeadersDecoder());
    private final AnswerFrames frames = new AnswerFrames(this);
    private final Calls calls;
    private final CompletableFuture<GrpcConnection> ready;

    private @Nullable ChannelHandlerContext context;
    private @Nullable FrameOutput out;
    private int unacknowledged;
    private boolean open = true;

    /**
     * For a channel that is about to connect.
     *
     * @param ready completed when the server has said its settings, or with the reason why it will not
     */
    GrpcConnection(String authority, String token, CompletableFuture<GrpcConnection> ready) {
        calls = new Calls(authority, token);
        this.ready = ready;
    }

    /** Whether a call may be started. */
    public boolean isOpen() {
        return open;
    }

    /** The event loop on which all else has to be called. */
    public EventExecutor executor() {
        return context().executor();
    }

    /** Makes a call; it waits while the server takes no more calls at a time. */
    public void start(GrpcCall call) {
        calls.start(call, output());
    }

    /** Sends what was written. */
    public void flush() {
        output().flush();
    }

    /** Ends the connection and all calls on it. */
    public void close() {
        context().close();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        out = new FrameOutput(ctx);
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        output().preface(STREAM_WINDOW);
        output().windowUpdate(0, CONNECTION_WINDOW - DEFAULT_WINDOW);
        flush();
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> unused) throws Exception {
        reader.readFrame(ctx, in, frames);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) throws Exception {
        flush();
        super.channelReadComplete(ctx);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        fail("connection closed by the server");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        fail("connection failed: " + cause.getMessage());
        ctx.close();
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext ctx) {
        open = false;
        reader.close();
        output().discard();
    }

    private void fail(String why) {
        open = false;
        ready.completeExceptionally(new IOException(why));
        calls.endAll(GrpcStatus.unavailable(why));
    }

    void settings(Http2Settings settings) throws Http2Exception {
        output().settingsAck();
        calls.apply(settings, output());
        ready.complete(this);
    }

    void ping(long data) {
        output().pingAck(data);
    }

    void goAway() {
        open = false;
    }

    void windowUpdate(int stream, int bytes) {
        calls.widen(stream, bytes, output());
    }

    void data(int stream, int bytes, int padding) {
        unacknowledged += bytes + padding;
        if (unacknowledged >= CONNECTION_WINDOW / 2) {
            output().windowUpdate(0, unacknowledged);
            unacknowledged = 0;
        }
        int grant = calls.received(stream, bytes, padding, STREAM_WINDOW / 2);
        if (grant > 0) {
            output().windowUpdate(stream, grant);
        }
    }

    void ended(int stream, GrpcStatus status) {
        calls.end(stream, status, output());
    }

    private ChannelHandlerContext context() {
        return Objects.requireNonNull(context, "not connected");
    }

    private FrameOutput output() {
        return Objects.requireNonNull(out, "not connected");
    }
}
