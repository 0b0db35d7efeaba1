package dev.quoin.benchmarks.http2;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import java.nio.charset.StandardCharsets;

/** Collects the frames that one connection has to send, so that all of them leave in one write. */
final class FrameOutput {
    private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int SETTINGS = 4;
    private static final int PING = 6;
    private static final int WINDOW_UPDATE = 8;

    private static final int ACK = 1;
    private static final int END_STREAM = 1;
    private static final int END_HEADERS = 4;

    private static final int ENABLE_PUSH_SETTING = 2;
    private static final int INITIAL_WINDOW_SETTING = 4;
    private static final int INITIAL_CAPACITY = 4096;

    private final ChannelHandlerContext context;
    private ByteBuf pending = Unpooled.EMPTY_BUFFER;

    FrameOutput(ChannelHandlerContext context) {
        this.context = context;
    }

    void preface(int initialWindow) {
        buffer().writeBytes(PREFACE);
        frame(12, SETTINGS, 0, 0)
                .writeShort(ENABLE_PUSH_SETTING)
                .writeInt(0)
                .writeShort(INITIAL_WINDOW_SETTING)
                .writeInt(initialWindow);
    }

    void settingsAck() {
        frame(0, SETTINGS, ACK, 0);
    }

    void pingAck(long data) {
        frame(8, PING, ACK, 0).writeLong(data);
    }

    void windowUpdate(int stream, int bytes) {
        frame(4, WINDOW_UPDATE, 0, stream).writeInt(bytes);
    }

    void headers(int stream, byte[] block) {
        frame(block.length, HEADERS, END_HEADERS, stream).writeBytes(block);
    }

    void data(int stream, byte[] source, int from, int length, boolean last) {
        frame(length, DATA, last ? END_STREAM : 0, stream).writeBytes(source, from, length);
    }

    private ByteBuf frame(int length, int type, int flags, int stream) {
        return buffer().writeMedium(length).writeByte(type).writeByte(flags).writeInt(stream);
    }

    private ByteBuf buffer() {
        if (pending == Unpooled.EMPTY_BUFFER) {
            pending = context.alloc().ioBuffer(INITIAL_CAPACITY);
        }
        return pending;
    }

    void flush() {
        if (pending != Unpooled.EMPTY_BUFFER) {
            ByteBuf out = pending;
            pending = Unpooled.EMPTY_BUFFER;
            context.writeAndFlush(out, context.voidPromise());
        }
    }

    void discard() {
        pending.release();
        pending = Unpooled.EMPTY_BUFFER;
    }
}
