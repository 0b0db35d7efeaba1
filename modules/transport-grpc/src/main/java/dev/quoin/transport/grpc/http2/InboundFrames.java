package dev.quoin.transport.grpc.http2;

import static io.netty.handler.codec.http2.Http2Exception.connectionError;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Flags;
import io.netty.handler.codec.http2.Http2FrameListener;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;

/**
 * What each frame of the client means, RFC 9113. Netty's reader has checked the frames by themselves (lengths, stream zero or not, headers);
 * here they are checked against the state of the connection.
 */
final class InboundFrames implements Http2FrameListener {
    private static final int DEFAULT_WINDOW = 65535;
    private static final int MAX_EMPTY_DATA = 64;

    private final Http2Connection connection;
    private final Http2Options options;
    private final ReceiveWindow window;
    private final ResetPolicy resets = new ResetPolicy();
    private int lastStreamId;
    private boolean settingsCame;
    private int emptyData;

    InboundFrames(Http2Connection connection) {
        this.connection = connection;
        this.options = connection.options();
        this.window = new ReceiveWindow(options.connectionWindow());
    }

    int lastStreamId() {
        return lastStreamId;
    }

    /** The server's preface: its settings, and the window that it gives the connection. */
    void greet() {
        connection
                .output()
                .settings(
                        Http2CodecUtil.SETTINGS_MAX_CONCURRENT_STREAMS, options.maxConcurrentStreams(),
                        Http2CodecUtil.SETTINGS_INITIAL_WINDOW_SIZE, options.streamWindow(),
                        Http2CodecUtil.SETTINGS_MAX_HEADER_LIST_SIZE, options.maxHeaderListSize());
        int more = options.connectionWindow() - DEFAULT_WINDOW;
        if (more > 0) {
            connection.output().windowUpdate(0, more);
        }
    }

    /** An error that reading found. */
    void failed(Http2Exception e) {
        if (e instanceof Http2Exception.StreamException stream) {
            lastStreamId = Math.max(lastStreamId, stream.streamId());
            resetStream(stream.streamId(), e.error());
        } else {
            connection.fail(e.error(), String.valueOf(e.getMessage()));
        }
    }

    private void resetStream(int streamId, Http2Error error) {
        connection.output().reset(streamId, error);
        connection.touched();
        Http2Stream stream = connection.streams().get(streamId);
        if (stream != null) {
            stream.abort();
        }
    }

    // ---- requests

    @Override
    public void onHeadersRead(
            ChannelHandlerContext ctx, int streamId, Http2Headers headers, int padding, boolean endOfStream)
            throws Http2Exception {
        requireSettings();
        if (streamId > lastStreamId && (streamId & 1) == 1) {
            lastStreamId = streamId;
            connection.open(streamId, (RequestHeaders) headers, endOfStream);
            return;
        }
        Http2Stream stream = connection.streams().get(streamId);
        if (stream == null) {
            requireOnceOpen(streamId);
            resetStream(streamId, Http2Error.STREAM_CLOSED);
            return;
        }
        trailers(stream, endOfStream);
    }

    @Override
    public void onHeadersRead(
            ChannelHandlerContext ctx,
            int streamId,
            Http2Headers headers,
            int streamDependency,
            short weight,
            boolean exclusive,
            int padding,
            boolean endOfStream)
            throws Http2Exception {
        onHeadersRead(ctx, streamId, headers, padding, endOfStream);
    }

    private void trailers(Http2Stream stream, boolean endOfStream) {
        if (stream.hasRemoteEnded()) {
            resetStream(stream.id(), Http2Error.STREAM_CLOSED);
        } else if (!endOfStream) {
            resetStream(stream.id(), Http2Error.PROTOCOL_ERROR);
        } else {
            stream.endRemote();
            stream.received(Unpooled.EMPTY_BUFFER, true);
        }
    }

    @Override
    public int onDataRead(ChannelHandlerContext ctx, int streamId, ByteBuf data, int padding, boolean endOfStream)
            throws Http2Exception {
        requireSettings();
        int length = data.readableBytes() + padding;
        countConnection(length);
        if (data.isReadable() || endOfStream) {
            emptyData = 0;
        } else if (++emptyData > MAX_EMPTY_DATA) {
            throw connectionError(Http2Error.ENHANCE_YOUR_CALM, "too many empty DATA frames");
        }
        Http2Stream stream = connection.streams().get(streamId);
        if (stream == null) {
            requireOnceOpen(streamId);
        } else if (stream.hasRemoteEnded()) {
            resetStream(streamId, Http2Error.STREAM_CLOSED);
        } else if (!stream.receive(length)) {
            resetStream(streamId, Http2Error.FLOW_CONTROL_ERROR);
        } else {
            deliver(stream, data, padding, endOfStream);
        }
        return length;
    }

    private static void deliver(Http2Stream stream, ByteBuf data, int padding, boolean endOfStream) {
        if (endOfStream) {
            stream.endRemote();
        }
        if (padding > 0) {
            stream.consumed(padding);
        }
        stream.received(data, endOfStream);
    }

    /**
     * The connection's window is returned at once, also for data that nobody wants, so that a stream whose data waits never stops the others. What
     * may wait is bounded by the streams' windows and by {@link Http2Connection#hold}.
     */
    private void countConnection(int length) throws Http2Exception {
        if (!window.receive(length)) {
            throw connectionError(Http2Error.FLOW_CONTROL_ERROR, "connection window exceeded");
        }
        int increment = window.consume(length);
        if (increment > 0) {
            connection.output().windowUpdate(0, increment);
            connection.touched();
        }
    }

    /** Frames for streams that are gone cross with our end of them and are passed over; a stream that never was is the client's mistake. */
    private void requireOnceOpen(int streamId) throws Http2Exception {
        if (streamId > lastStreamId || (streamId & 1) == 0) {
            throw connectionError(Http2Error.PROTOCOL_ERROR, "frame on idle stream %d", streamId);
        }
    }

    @Override
    public void onRstStreamRead(ChannelHandlerContext ctx, int streamId, long errorCode) throws Http2Exception {
        requireSettings();
        Http2Stream stream = connection.streams().get(streamId);
        if (stream == null) {
            requireOnceOpen(streamId);
            return;
        }
        stream.abort();
        if (resets.exceeded(System.nanoTime())) {
            throw connectionError(Http2Error.ENHANCE_YOUR_CALM, "too_many_resets");
        }
    }

    // ---- windows and settings

    @Override
    public void onWindowUpdateRead(ChannelHandlerContext ctx, int streamId, int increment) throws Http2Exception {
        requireSettings();
        if (streamId == 0) {
            connection.sender().raiseConnectionWindow(increment);
            connection.touched();
            return;
        }
        Http2Stream stream = connection.streams().get(streamId);
        if (stream == null) {
            requireOnceOpen(streamId);
        } else if (!stream.raiseSendWindow(increment)) {
            resetStream(streamId, Http2Error.FLOW_CONTROL_ERROR);
        }
    }

    @Override
    public void onSettingsRead(ChannelHandlerContext ctx, Http2Settings settings) throws Http2Exception {
        if (!settingsCame) {
            settingsCame = true;
            connection.established().run();
        }
        Integer window = settings.initialWindowSize();
        if (window != null) {
            int delta = connection.sender().initialStreamWindow(window);
            for (Http2Stream stream : connection.streams().values()) {
                if (!stream.raiseSendWindow(delta)) {
                    throw connectionError(Http2Error.FLOW_CONTROL_ERROR, "stream window overflow");
                }
            }
        }
        // Header table size and frame size need no attention: we use no dynamic table, and never send a frame above the
        // least maximum.
        connection.output().settingsAck();
        connection.touched();
    }

    private void requireSettings() throws Http2Exception {
        if (!settingsCame) {
            throw connectionError(Http2Error.PROTOCOL_ERROR, "first frame is not SETTINGS");
        }
    }

    @Override
    public void onSettingsAckRead(ChannelHandlerContext ctx) throws Http2Exception {
        requireSettings();
    }

    // ---- the connection's health

    @Override
    public void onPingRead(ChannelHandlerContext ctx, long data) throws Http2Exception {
        requireSettings();
        connection.output().ping(true, data);
        connection.touched();
        if (connection.pings().exceeded(System.nanoTime(), !connection.streams().isEmpty())) {
            throw connectionError(Http2Error.ENHANCE_YOUR_CALM, "too_many_pings");
        }
    }

    @Override
    public void onPingAckRead(ChannelHandlerContext ctx, long data) throws Http2Exception {
        requireSettings();
        connection.pingAnswered(data);
    }

    @Override
    public void onGoAwayRead(ChannelHandlerContext ctx, int lastStreamId, long errorCode, ByteBuf debugData)
            throws Http2Exception {
        requireSettings();
    }

    @Override
    public void onPriorityRead(
            ChannelHandlerContext ctx, int streamId, int streamDependency, short weight, boolean exclusive)
            throws Http2Exception {
        requireSettings();
    }

    @Override
    public void onPushPromiseRead(
            ChannelHandlerContext ctx, int streamId, int promisedStreamId, Http2Headers headers, int padding)
            throws Http2Exception {
        throw connectionError(Http2Error.PROTOCOL_ERROR, "a client can not push");
    }

    @Override
    public void onUnknownFrame(
            ChannelHandlerContext ctx, byte frameType, int streamId, Http2Flags flags, ByteBuf payload)
            throws Http2Exception {
        requireSettings();
    }
}
