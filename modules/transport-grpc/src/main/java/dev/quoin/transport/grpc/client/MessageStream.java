package dev.quoin.transport.grpc.client;

import dev.quoin.transport.grpc.http2.Http2Connection;
import dev.quoin.transport.grpc.http2.Http2Stream;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A stream that sends gRPC messages. A message comes in one of three forms: a {@link ByteBuf} of {@link MessageMemory} with room for the prefix in front,
 * a plain {@link ByteBuffer}, or an array of such parts.
 */
abstract class MessageStream extends Http2Stream {
    /** Small parts of a large message are gathered into pieces of at most this size. */
    private static final int GATHER = 65536;

    private final MessageMemory memory = new MessageMemory();

    MessageStream(Http2Connection connection, int id) {
        super(connection, id);
    }

    final ByteBufAllocator allocator() {
        return connection().channel().alloc();
    }

    final ByteBuffer lend(LargePieces pieces, int size) {
        return memory.allocate(pieces, allocator(), size);
    }

    /** The form in which a message waits; on the thread that uses the call. */
    final Object form(ByteBuffer message) {
        ByteBuf own = memory.take(message);
        return own == null ? message : own;
    }

    /** The form in which a message of parts waits. */
    final Object form(List<ByteBuffer> parts) {
        if (parts.size() == 1) {
            return form(parts.getFirst());
        }
        Object[] forms = new Object[parts.size()];
        for (int i = 0; i < forms.length; i++) {
            forms[i] = form(parts.get(i));
        }
        return forms;
    }

    static int size(Object message) {
        return switch (message) {
            case ByteBuf own -> own.readableBytes();
            case ByteBuffer plain -> plain.remaining();
            case Object[] parts -> {
                int sum = 0;
                for (Object part : parts) {
                    sum = Math.addExact(sum, size(part));
                }
                yield sum;
            }
            default -> throw new IllegalArgumentException("not a message");
        };
    }

    /** Gives up a message that will not be sent. */
    static void drop(Object message) {
        if (message instanceof ByteBuf own) {
            own.release();
        } else if (message instanceof Object[] parts) {
            for (Object part : parts) {
                drop(part);
            }
        }
    }

    /** Sends a message; on the event loop. */
    final void sendMessage(Object message) {
        int size = size(message);
        int whole = MessageMemory.PREFIX + size;
        if (size <= MessageMemory.SMALL && canSendNow(whole)) {
            copy(message, prefix(sendNow(whole), size));
        } else if (size <= MessageMemory.SMALL) {
            ByteBuf waiting = allocator().directBuffer(whole, whole);
            copy(message, prefix(waiting, size));
            send(waiting);
        } else {
            sendLarge(message, size);
        }
    }

    private static ByteBuf prefix(ByteBuf out, int size) {
        return out.writeByte(0).writeInt(size);
    }

    private static void copy(Object message, ByteBuf out) {
        switch (message) {
            case ByteBuf own -> {
                out.writeBytes(own);
                own.release();
            }
            case ByteBuffer plain -> out.writeBytes(plain);
            case Object[] parts -> {
                for (Object part : parts) {
                    copy(part, out);
                }
            }
            default -> throw new IllegalArgumentException("not a message");
        }
    }

    private void sendLarge(Object message, int size) {
        if (message instanceof ByteBuf own) {
            int start = own.readerIndex() - MessageMemory.PREFIX;
            own.setByte(start, 0).setInt(start + 1, size).readerIndex(start);
            send(own);
            return;
        }
        Object[] parts = message instanceof Object[] several ? several : new Object[] {message};
        int left = MessageMemory.PREFIX + size;
        int first = parts.length == 1 ? MessageMemory.PREFIX : Math.min(left, GATHER);
        ByteBuf run = prefix(allocator().directBuffer(first), size);
        left -= MessageMemory.PREFIX;
        for (Object part : parts) {
            int length = size(part);
            left -= length;
            if (length <= run.writableBytes() && length <= MessageMemory.SMALL) {
                copy(part, run);
                continue;
            }
            send(run);
            if (length <= MessageMemory.SMALL) {
                run = allocator().directBuffer(Math.min(left + length, GATHER));
                copy(part, run);
            } else {
                send(part instanceof ByteBuf own ? own : Unpooled.wrappedBuffer((ByteBuffer) part));
                run = allocator().directBuffer(Math.min(left, GATHER));
            }
        }
        send(run);
    }
}
