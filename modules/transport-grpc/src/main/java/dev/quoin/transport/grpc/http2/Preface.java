package dev.quoin.transport.grpc.http2;

import dev.quoin.net.protocol.Detection;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/** The bytes with which a client of HTTP/2 begins (RFC 9113, section 3.4). */
public final class Preface {
    private static final ByteBuf BYTES = Unpooled.unreleasableBuffer(Unpooled.directBuffer(24)
            .writeBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII))
            .asReadOnly());

    /** How many bytes it has. */
    public static final int LENGTH = BYTES.readableBytes();

    private Preface() {}

    /** Whether the first bytes of a connection are the preface. */
    public static Detection detect(ByteBuf first) {
        int length = Math.min(first.readableBytes(), LENGTH);
        if (!ByteBufUtil.equals(first, first.readerIndex(), BYTES, 0, length)) {
            return Detection.NO;
        }
        return length == LENGTH ? Detection.YES : Detection.MORE;
    }
}
