package dev.quoin.transport.grpc.http2;

import dev.quoin.net.loop.Flushable;
import dev.quoin.net.loop.LoopQueue;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http2.DefaultHttp2FrameReader;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameReader;
import io.netty.util.collection.IntObjectHashMap;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's connection, from behind the preface. Reads frames, keeps the table of streams, and writes once for all that one read, or one batch of
 * answers from other threads, has caused.
 */
public final class Http2Connection extends ByteToMessageDecoder implements Flushable {
    private static final Logger LOG = LoggerFactory.getLogger(Http2Connection.class);

    /** Unsent output above which nothing more is read. */
    private static final long MAX_CONTROL_BYTES = 1024 * 1024;

    private final Http2Options options;
    private final StreamOpener opener;
    private final LoopQueue loop;
    private final Runnable established;
    private final IntObjectHashMap<Http2Stream> streams = new IntObjectHashMap<>();
    private final PingPolicy pings;
    private final Http2FrameReader reader;

    // Set when the handler joins its channel, which is before anything else happens.
    private ChannelHandlerContext ctx;
    private FrameOutput output;
    private SendScheduler sender;
    private InboundFrames frames;
    private KeepAlive keepAlive;
    private Drain drain;

    private boolean reading;
    private boolean touched;
    private boolean closing;
    private long heldBytes;

    /**
     * For a channel of this loop.
     *
     * @param established runs when the client has sent its settings, and so is a client
     */
    @SuppressWarnings("NullAway.Init")
    public Http2Connection(Http2Options options, StreamOpener opener, LoopQueue loop, Runnable established) {
        this.options = options;
        this.opener = opener;
        this.loop = loop;
        this.established = established;
        pings = new PingPolicy(options.pingMinTime());
        reader = new DefaultHttp2FrameReader(new RequestHeadersDecoder(options.maxHeaderListSize()));
    }

    // ---- for streams and their owners

    /** The limits. */
    public Http2Options options() {
        return options;
    }

    /** The queue through which other threads reach this connection. */
    public LoopQueue loop() {
        return loop;
    }

    /** The channel. */
    public Channel channel() {
        return ctx.channel();
    }

    /** Counts memory kept for requests that are not complete or not wanted yet; false when it is too much. */
    public boolean hold(int bytes) {
        heldBytes += bytes;
        return heldBytes <= options.maxHeldBytes();
    }

    FrameOutput output() {
        return output;
    }

    SendScheduler sender() {
        return sender;
    }

    PingPolicy pings() {
        return pings;
    }

    IntObjectHashMap<Http2Stream> streams() {
        return streams;
    }

    Runnable established() {
        return established;
    }

    int lastStreamId() {
        return frames.lastStreamId();
    }

    void pingAnswered(long data) {
        drain.answered(data);
    }

    /** A stream has written. */
    void sentOnStream() {
        pings.sent();
        touched();
    }

    /** Something was written, or may be: flush when the work at hand is done. */
    void touched() {
        if (!touched) {
            touched = true;
            if (!reading) {
                loop.touched(this);
            }
        }
    }

    void forget(Http2Stream stream) {
        streams.remove(stream.id());
        if (streams.isEmpty()) {
            drain.idle();
        }
    }

    /** Takes up a stream, or refuses it. */
    void open(int streamId, RequestHeaders headers, boolean endOfStream) {
        if (streams.size() >= options.maxConcurrentStreams() || drain.refusesStreams()) {
            output.reset(streamId, Http2Error.REFUSED_STREAM);
            touched();
            return;
        }
        Http2Stream stream = opener.open(this, streamId, headers);
        streams.put(streamId, stream);
        if (endOfStream) {
            stream.endRemote();
        }
        stream.opened();
    }

    /** Whether so much waits to be sent that new work should be refused. */
    public boolean isOverloaded() {
        return sender.queuedBytes() > options.maxQueuedBytes();
    }

    // ---- ending

    /** Lets the client finish what it has begun, then closes; on the event loop. */
    public void drain() {
        drain.begin();
    }

    /** Tells the client why and closes; streams under way end. */
    void fail(Http2Error error, String reason) {
        if (closing) {
            return;
        }
        closing = true;
        LOG.debug("closing connection of {}: {} {}", ctx.channel().remoteAddress(), error, reason);
        output.goAway(frames.lastStreamId(), error, reason);
        closeAfterFlush();
    }

    boolean isClosing() {
        return closing;
    }

    void closeAfterFlush() {
        closing = true;
        abortStreams();
        output.handOver();
        ctx.writeAndFlush(ctx.alloc().buffer(0)).addListener(ChannelFutureListener.CLOSE);
    }

    private void abortStreams() {
        // A copy, because streams leave the table as they end.
        for (Http2Stream stream : streams.values().toArray(new Http2Stream[0])) {
            stream.abort();
        }
    }

    // ---- the channel's events

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        ctx = context;
        output = new FrameOutput(context);
        sender = new SendScheduler(context.channel());
        frames = new InboundFrames(this);
        keepAlive = new KeepAlive(this);
        drain = new Drain(this);
        frames.greet();
        touched();
        keepAlive.start();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        reading = true;
        super.channelRead(context, message);
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (closing) {
            in.skipBytes(in.readableBytes());
            return;
        }
        try {
            reader.readFrame(context, in, frames);
        } catch (Http2Exception e) {
            frames.failed(e);
        } catch (RuntimeException e) {
            LOG.error("a frame could not be processed", e);
            fail(Http2Error.INTERNAL_ERROR, "internal error");
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        reading = false;
        keepAlive.heard();
        if (touched) {
            flush();
            pauseReadingWhenStuck();
        }
        // Not the superclass's way: it would go on reading although reading is paused.
        discardSomeReadBytes();
        context.fireChannelReadComplete();
    }

    @Override
    public void flush() {
        sender.pump();
        touched = false;
        output.flush();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (context.channel().isWritable()) {
            context.channel().config().setAutoRead(true);
            touched();
        }
    }

    /** Messages wait in their streams while the channel is full, but headers and control frames do not: at some point, what causes them is not read. */
    private void pauseReadingWhenStuck() {
        if (ctx.channel().bytesBeforeWritable() > MAX_CONTROL_BYTES) {
            ctx.channel().config().setAutoRead(false);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        closing = true;
        abortStreams();
        super.channelInactive(context);
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext context) {
        closing = true;
        keepAlive.stop();
        drain.stop();
        abortStreams();
        output.release();
        reader.close();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // A broken connection is a client's everyday end.
        LOG.debug("connection of {} broke", context.channel().remoteAddress(), cause);
        context.close();
    }
}
