package dev.quoin.transport.grpc.peer.stream;

import dev.quoin.api.peer.PeerTransport.Lane;
import dev.quoin.api.transport.ListenUrl;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.util.AsciiString;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a stream says of itself in its headers.
 *
 * @param version of the protocol that the caller speaks
 * @param clusterId of the caller; 0 where it asks because it does not know yet
 * @param from the caller's member id; 0 where it has none yet
 * @param to the member id that the caller believes it has reached; 0 where it does not know
 * @param lane of a stream of messages, else null
 * @param urls where the caller is reached; may be empty
 */
public record Hello(
        int version,
        long clusterId,
        long from,
        long to,
        @Nullable Lane lane,
        List<URI> urls) {
    /** The protocol of this program. A member of a later one speaks this one to us. */
    public static final int VERSION = 1;

    private static final AsciiString VERSION_HEADER = AsciiString.cached("quoin-peer-version");
    private static final AsciiString CLUSTER = AsciiString.cached("quoin-cluster-id");
    private static final AsciiString FROM = AsciiString.cached("quoin-from");
    private static final AsciiString TO = AsciiString.cached("quoin-to");
    private static final AsciiString LANE = AsciiString.cached("quoin-lane");
    private static final AsciiString URLS = AsciiString.cached("quoin-from-urls");

    /** Of a question or a snapshot. */
    public static Hello of(long clusterId, long from, long to) {
        return new Hello(VERSION, clusterId, from, to, null, List.of());
    }

    /** Of a stream of messages. */
    public static Hello of(long clusterId, long from, long to, Lane lane, List<URI> urls) {
        return new Hello(VERSION, clusterId, from, to, lane, urls);
    }

    /** The headers of a request to a path. */
    public Http2Headers headers(String path, String authority, boolean tls) {
        Http2Headers headers = new DefaultHttp2Headers()
                .method("POST")
                .scheme(tls ? "https" : "http")
                .path(path)
                .authority(authority)
                .set(Grpc.CONTENT_TYPE, Grpc.CONTENT_TYPE_GRPC)
                .set(Grpc.TE, Grpc.TRAILERS)
                .set(VERSION_HEADER, Integer.toString(version))
                .set(CLUSTER, hex(clusterId))
                .set(FROM, hex(from))
                .set(TO, hex(to));
        if (lane != null) {
            headers.set(LANE, lane.name().toLowerCase(Locale.ROOT));
        }
        if (!urls.isEmpty()) {
            headers.set(URLS, String.join(",", urls.stream().map(URI::toString).toList()));
        }
        return headers;
    }

    /** @throws IOException for headers that are not those of a member */
    public static Hello read(Http2Headers headers) throws IOException {
        try {
            CharSequence lane = headers.get(LANE);
            return new Hello(
                    Integer.parseInt(text(headers, VERSION_HEADER)),
                    Long.parseUnsignedLong(text(headers, CLUSTER), 16),
                    Long.parseUnsignedLong(text(headers, FROM), 16),
                    Long.parseUnsignedLong(text(headers, TO), 16),
                    lane == null ? null : Lane.valueOf(lane.toString().toUpperCase(Locale.ROOT)),
                    urls(headers.get(URLS)));
        } catch (IllegalArgumentException e) {
            throw new IOException("not a member's headers: " + e.getMessage(), e);
        }
    }

    private static String text(Http2Headers headers, AsciiString name) {
        CharSequence value = headers.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no " + name);
        }
        return value.toString();
    }

    private static List<URI> urls(@Nullable CharSequence joined) {
        if (joined == null) {
            return List.of();
        }
        List<URI> urls =
                Arrays.stream(joined.toString().split(",")).map(URI::create).toList();
        for (URI url : urls) {
            if (!ListenUrl.isOne(url) || url.getRawAuthority() == null) {
                throw new IllegalArgumentException("no URL of a member: " + url);
            }
        }
        return urls;
    }

    public static String hex(long id) {
        return HexFormat.of().toHexDigits(id);
    }
}
