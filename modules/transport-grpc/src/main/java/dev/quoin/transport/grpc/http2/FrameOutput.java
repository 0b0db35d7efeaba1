package dev.quoin.transport.grpc.http2;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameTypes;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The frames that leave a connection. Small ones are put one behind the other into a chunk, which goes to the channel as one write: for the usual
 * response of some hundred bytes a copy is cheaper than a buffer of its own in the channel's queue. Large payloads go as they are.
 */
final class FrameOutput {
    /** The RFC's limit until a peer allows more; more brings nothing, and lets streams share a connection less evenly. */
    static final int MAX_FRAME = 16384;

    private static final int HEADER = 9;
    private static final int END_STREAM = 0x1;
    private static final int ACK = 0x1;
    private static final int END_HEADERS = 0x4;

    /** A lonely answer fits the first chunk; a batch gets larger ones. */
    private static final int FIRST_CHUNK = 2048;

    private static final int NEXT_CHUNK = 16384;

    /** A chunk with less room than this is not worth keeping. */
    private static final int LEAST_REST = 256;

    private final ChannelHandlerContext ctx;
    private @Nullable ByteBuf chunk;
    private boolean batch;

    FrameOutput(ChannelHandlerContext ctx) {
        this.ctx = ctx;
    }

    /** Room for this many bytes in the chunk; the caller writes exactly as many. */
    private ByteBuf room(int bytes) {
        ByteBuf current = chunk;
        if (current != null && current.writableBytes() >= bytes) {
            return current;
        }
        if (current != null) {
            handOver();
            batch = true;
        }
        current = ctx.alloc().directBuffer(Math.max(bytes, batch ? NEXT_CHUNK : FIRST_CHUNK));
        chunk = current;
        return current;
    }

    private ByteBuf frame(int length, int type, int flags, int streamId, int bytesHere) {
        ByteBuf out = room(HEADER + bytesHere);
        // Length, type, flags and the stream's first three bytes at once.
        out.writeLong(((long) length << 40) | ((long) type << 32) | ((long) flags << 24) | (streamId >>> 8));
        out.writeByte(streamId);
        return out;
    }

    void headers(int streamId, byte[] block, boolean endStream) {
        int flags = endStream ? END_HEADERS | END_STREAM : END_HEADERS;
        frame(block.length, Http2FrameTypes.HEADERS, flags, streamId, block.length)
                .writeBytes(block);
    }

    /** Begins a DATA frame whose payload the caller writes into the buffer returned, all of it, at once. */
    ByteBuf data(int streamId, int length) {
        return frame(length, Http2FrameTypes.DATA, 0, streamId, length);
    }

    /** Begins a DATA frame whose payload follows by {@link #copy} and {@link #pass}. */
    void dataHeader(int streamId, int length) {
        frame(length, Http2FrameTypes.DATA, 0, streamId, 0);
    }

    /** Payload bytes by value. */
    void copy(ByteBuf from, int length) {
        room(length).writeBytes(from, length);
    }

    /** Payload bytes by reference; takes over the buffer. */
    void pass(ByteBuf bytes) {
        handOverWritten();
        ctx.write(bytes, ctx.voidPromise());
    }

    /** Gives the channel what is in the chunk, and keeps the rest of it for what follows: between large payloads there are only the headers of their frames. */
    private void handOverWritten() {
        ByteBuf current = chunk;
        if (current == null || current.writableBytes() < LEAST_REST) {
            handOver();
        } else if (current.isReadable()) {
            ctx.write(current.readRetainedSlice(current.readableBytes()), ctx.voidPromise());
        }
    }

    void settings(long... idsAndValues) {
        ByteBuf out = frame(idsAndValues.length * 3, Http2FrameTypes.SETTINGS, 0, 0, idsAndValues.length * 3);
        for (int i = 0; i < idsAndValues.length; i += 2) {
            out.writeShort((int) idsAndValues[i]);
            out.writeInt((int) idsAndValues[i + 1]);
        }
    }

    void settingsAck() {
        frame(0, Http2FrameTypes.SETTINGS, ACK, 0, 0);
    }

    void ping(boolean ack, long data) {
        frame(8, Http2FrameTypes.PING, ack ? ACK : 0, 0, 8).writeLong(data);
    }

    void windowUpdate(int streamId, int increment) {
        frame(4, Http2FrameTypes.WINDOW_UPDATE, 0, streamId, 4).writeInt(increment);
    }

    void reset(int streamId, Http2Error error) {
        frame(4, Http2FrameTypes.RST_STREAM, 0, streamId, 4).writeInt((int) error.code());
    }

    void goAway(int lastStreamId, Http2Error error, String debug) {
        byte[] text = debug.getBytes(StandardCharsets.UTF_8);
        ByteBuf out = frame(8 + text.length, Http2FrameTypes.GO_AWAY, 0, 0, 8 + text.length);
        out.writeInt(lastStreamId).writeInt((int) error.code()).writeBytes(text);
    }

    /** Gives the chunk to the channel. */
    void handOver() {
        ByteBuf full = chunk;
        chunk = null;
        if (full == null) {
            return;
        }
        if (full.isReadable()) {
            ctx.write(full, ctx.voidPromise());
        } else {
            full.release();
        }
    }

    /** Gives everything to the channel and the channel's queue to the network. */
    void flush() {
        handOver();
        batch = false;
        ctx.flush();
    }

    void release() {
        if (chunk != null) {
            chunk.release();
            chunk = null;
        }
    }
}
