package dev.quoin.transport.grpc.client;

import dev.quoin.api.transport.StatusCode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a request's bytes into messages. A message that lies in one piece of network memory is delivered from there; only what is split over pieces, or
 * not wanted yet, is copied and kept.
 */
final class MessageReader {
    private static final int COMPRESSED = 1;

    private final int maxMessageBytes;
    private final boolean gzip;
    private @Nullable ByteBuf kept;

    /**
     * For one call.
     *
     * @param gzip whether messages with the flag for it are compressed with gzip, as opposed to being wrong
     */
    MessageReader(int maxMessageBytes, boolean gzip) {
        this.maxMessageBytes = maxMessageBytes;
        this.gzip = gzip;
    }

    /** Takes messages out. */
    interface Sink {
        /** Whether another message is wanted now. */
        boolean wantsMessage();

        /** One message, valid during this call. */
        void message(ByteBuffer message);
    }

    /** Delivers what is complete and wanted, of what was kept and of this, and keeps the rest. */
    void read(ByteBuf data, ByteBufAllocator allocator, Sink sink) throws MalformedRequest {
        ByteBuf before = kept;
        if (before != null) {
            before.writeBytes(data);
            deliver(before, sink);
            if (!before.isReadable()) {
                release();
            } else {
                before.discardSomeReadBytes();
            }
            return;
        }
        deliver(data, sink);
        if (data.isReadable()) {
            kept = allocator.buffer(data.readableBytes()).writeBytes(data);
        }
    }

    /** Bytes that were kept. */
    int keptBytes() {
        return kept == null ? 0 : kept.readableBytes();
    }

    void release() {
        if (kept != null) {
            kept.release();
            kept = null;
        }
    }

    private void deliver(ByteBuf in, Sink sink) throws MalformedRequest {
        while (sink.wantsMessage() && in.readableBytes() >= MessageMemory.PREFIX) {
            int start = in.readerIndex();
            int length = checkedLength(in, start);
            if (in.readableBytes() - MessageMemory.PREFIX < length) {
                return;
            }
            boolean compressed = in.getByte(start) == COMPRESSED;
            int body = start + MessageMemory.PREFIX;
            in.readerIndex(body + length);
            ByteBuffer message = in.internalNioBuffer(body, length);
            sink.message(compressed ? decompress(message) : message);
        }
    }

    private int checkedLength(ByteBuf in, int start) throws MalformedRequest {
        int flag = in.getUnsignedByte(start);
        if (flag > COMPRESSED) {
            throw new MalformedRequest(StatusCode.INTERNAL, "grpc: received unexpected payload format " + flag);
        }
        if (flag == COMPRESSED && !gzip) {
            throw new MalformedRequest(
                    StatusCode.INTERNAL, "grpc: compressed flag set with identity or empty encoding");
        }
        long length = in.getUnsignedInt(start + 1);
        if (length > maxMessageBytes) {
            throw new MalformedRequest(
                    StatusCode.RESOURCE_EXHAUSTED,
                    "grpc: received message larger than max (" + length + " vs. " + maxMessageBytes + ")");
        }
        return (int) length;
    }

    private ByteBuffer decompress(ByteBuffer message) throws MalformedRequest {
        try {
            return Gunzip.decompress(message, maxMessageBytes);
        } catch (Gunzip.TooLarge e) {
            throw new MalformedRequest(
                    StatusCode.RESOURCE_EXHAUSTED,
                    "grpc: received message after decompression larger than max " + maxMessageBytes);
        } catch (IOException e) {
            throw new MalformedRequest(
                    StatusCode.INTERNAL, "grpc: failed to decompress the received message: " + e.getMessage());
        }
    }

    /** A request that ends its call. */
    static final class MalformedRequest extends Exception {
        private static final long serialVersionUID = 1L;
        private final StatusCode code;

        MalformedRequest(StatusCode code, String message) {
            super(message, null, false, false);
            this.code = code;
        }

        StatusCode code() {
            return code;
        }
    }
}
