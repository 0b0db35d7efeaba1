package dev.quoin.benchmarks.load;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import dev.quoin.benchmarks.http2.GrpcCall;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * An encoded request in which only keys and values change. It is encoded once, with marks in their places; a request is then made by
 * overwriting those places.
 */
public final class RequestTemplate {
    /** Stands for a value: bytes that neither a key nor a protobuf tag contains. */
    private static final byte VALUE_MARK = (byte) 0xFF;

    private record KeySlot(int at, long offset) {}

    private final byte[] frame;
    private final List<KeySlot> keys = new ArrayList<>();
    private final List<Integer> values = new ArrayList<>();

    /** Of a message that holds {@link #keyMark key} and {@link #valueMark value} marks. */
    RequestTemplate(MessageLite message, int valueBytes) {
        byte[] encoded = message.toByteArray();
        frame = ByteBuffer.allocate(GrpcCall.PREFIX_BYTES + encoded.length)
                .put((byte) 0)
                .putInt(encoded.length)
                .put(encoded)
                .array();
        int at = GrpcCall.PREFIX_BYTES;
        while (at < frame.length) {
            at += slotAt(at, valueBytes);
        }
    }

    private int slotAt(int at, int valueBytes) {
        long number = KeySpace.numberAt(frame, at);
        if (number >= KeySpace.MARK) {
            keys.add(new KeySlot(at, number - KeySpace.MARK));
            return KeySpace.KEY_BYTES;
        }
        if (valueBytes > 0 && isValueMark(at, valueBytes)) {
            values.add(at);
            return valueBytes;
        }
        return 1;
    }

    private boolean isValueMark(int at, int valueBytes) {
        if (at + valueBytes > frame.length) {
            return false;
        }
        for (int i = at; i < at + valueBytes; i++) {
            if (frame[i] != VALUE_MARK) {
                return false;
            }
        }
        return true;
    }

    /** Stands for the key that is so many after the one that a request is about. */
    static ByteString keyMark(long offset) {
        return ByteString.copyFrom(KeySpace.key(KeySpace.MARK + offset));
    }

    /** Stands for a value. */
    static ByteString valueMark(int valueBytes) {
        byte[] mark = new byte[valueBytes];
        Arrays.fill(mark, VALUE_MARK);
        return ByteString.copyFrom(mark);
    }

    /** A frame of its own for a client to fill again and again. */
    byte[] newFrame() {
        return frame.clone();
    }

    void fill(byte[] target, long key, ValuePool pool, SplittableRandom random) {
        for (int i = 0; i < keys.size(); i++) {
            KeySlot slot = keys.get(i);
            KeySpace.writeNumber(target, slot.at, key + slot.offset);
        }
        for (int i = 0; i < values.size(); i++) {
            pool.write(target, values.get(i), random);
        }
    }
}
