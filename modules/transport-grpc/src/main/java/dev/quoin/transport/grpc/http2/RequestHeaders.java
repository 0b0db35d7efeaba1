package dev.quoin.transport.grpc.http2;

import io.netty.handler.codec.EmptyHeaders;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.util.AsciiString;
import java.util.Arrays;
import java.util.Iterator;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The headers of one request in the order in which they came: two arrays' worth of references, no hash table, because a request's headers are
 * looked at once. The strings are those of the decompressor's tables, so that what repeats from request to request is the same object each time.
 */
public final class RequestHeaders extends EmptyHeaders<CharSequence, CharSequence, Http2Headers>
        implements Http2Headers {
    private static final AsciiString METHOD = AsciiString.cached(":method");
    private static final AsciiString PATH = AsciiString.cached(":path");

    private CharSequence[] fields = new CharSequence[20];
    private int size;
    private @Nullable CharSequence method;
    private @Nullable CharSequence path;

    @Override
    public Http2Headers add(CharSequence name, CharSequence value) {
        if (size == fields.length) {
            fields = Arrays.copyOf(fields, size * 2);
        }
        fields[size++] = name;
        fields[size++] = value;
        if (!name.isEmpty() && name.charAt(0) == ':') {
            pseudo(name, value);
        }
        return this;
    }

    private void pseudo(CharSequence name, CharSequence value) {
        if (PATH.contentEquals(name)) {
            require(path == null, name);
            path = value;
        } else if (METHOD.contentEquals(name)) {
            require(method == null, name);
            method = value;
        }
    }

    /** Netty turns this into a stream error of the protocol, after the rest of the headers has been decompressed. */
    private static void require(boolean first, CharSequence name) {
        if (!first) {
            throw new IllegalArgumentException("repeated header " + name);
        }
    }

    /** The HTTP method. */
    @Override
    public @Nullable CharSequence method() {
        return method;
    }

    /** The path. */
    @Override
    public @Nullable CharSequence path() {
        return path;
    }

    /** The first value of a header, or null. */
    public @Nullable CharSequence value(CharSequence name) {
        for (int i = 0; i < size; i += 2) {
            CharSequence field = fields[i];
            if (field == name || (field.length() == name.length() && AsciiString.contentEquals(field, name))) {
                return fields[i + 1];
            }
        }
        return null;
    }

    /** All headers in order. */
    public void each(BiConsumer<CharSequence, CharSequence> visitor) {
        for (int i = 0; i < size; i += 2) {
            visitor.accept(fields[i], fields[i + 1]);
        }
    }

    @Override
    public int size() {
        return size / 2;
    }

    @Override
    public boolean isEmpty() {
        return size == 0;
    }

    // The rest of Netty's interface is for clients and proxies.

    @Override
    public Iterator<CharSequence> valueIterator(CharSequence name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean contains(CharSequence name, CharSequence value, boolean caseInsensitive) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Http2Headers method(CharSequence value) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Http2Headers scheme(CharSequence value) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Http2Headers authority(CharSequence value) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Http2Headers path(CharSequence value) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Http2Headers status(CharSequence value) {
        throw new UnsupportedOperationException();
    }

    @Override
    public @Nullable CharSequence scheme() {
        return value(PseudoHeaderName.SCHEME.value());
    }

    @Override
    public @Nullable CharSequence authority() {
        return value(PseudoHeaderName.AUTHORITY.value());
    }

    @Override
    public @Nullable CharSequence status() {
        return null;
    }
}
