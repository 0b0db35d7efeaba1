package dev.quoin.ctl.command.kv;

import com.google.protobuf.ByteString;

/** The ends of key ranges. */
public final class Keys {

    /** As the end of a range: all keys from its beginning on. As a key: the first there can be. */
    public static final ByteString ZERO = ByteString.copyFrom(new byte[1]);

    private Keys() {}

    /** The first key after all those that begin so. */
    public static ByteString prefixEnd(ByteString prefix) {
        for (int i = prefix.size() - 1; i >= 0; i--) {
            if (prefix.byteAt(i) != (byte) 0xff) {
                byte[] end = prefix.substring(0, i + 1).toByteArray();
                end[i]++;
                return ByteString.copyFrom(end);
            }
        }
        return ZERO;
    }
}
