package dev.quoin.transport.grpc.client;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;

/** Decompression of requests. Rare among etcd's clients, so plain rather than fast; what it may grow to is bounded. */
final class Gunzip {
    private static final int STEP = 8192;

    private Gunzip() {}

    /**
     * Decompresses a message.
     *
     * @throws TooLarge when it is larger than allowed
     * @throws IOException when it is damaged
     */
    static ByteBuffer decompress(ByteBuffer message, int maxBytes) throws IOException {
        byte[] compressed = new byte[message.remaining()];
        message.get(compressed);
        ByteArrayOutputStream plain = new ByteArrayOutputStream(STEP);
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
            byte[] step = new byte[STEP];
            for (int n = in.read(step); n >= 0; n = in.read(step)) {
                if (plain.size() + n > maxBytes) {
                    throw new TooLarge();
                }
                plain.write(step, 0, n);
            }
        }
        return ByteBuffer.wrap(plain.toByteArray());
    }

    /** The message would be larger than allowed. */
    static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
