package dev.quoin.benchmarks.http2;

import dev.quoin.protocol.method.EtcdMethods;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersEncoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import java.util.EnumMap;
import java.util.Map;

/**
 * The header blocks of one connection's requests. The first request of a method fills HPACK's dynamic table; from then on a block is a few
 * references into it, and is the same for every request until the table changes.
 */
final class RequestHeaders {
    private final DefaultHttp2HeadersEncoder encoder = new DefaultHttp2HeadersEncoder();
    private final Map<EtcdMethods, byte[]> blocks = new EnumMap<>(EtcdMethods.class);
    private final String authority;
    private final String token;

    /** @param token of the user, empty for nobody */
    RequestHeaders(String authority, String token) {
        this.token = token;
        this.authority = authority;
    }

    byte[] block(EtcdMethods method) throws Http2Exception {
        byte[] known = blocks.get(method);
        return known != null ? known : encode(method);
    }

    private byte[] encode(EtcdMethods method) throws Http2Exception {
        ByteBuf out = Unpooled.buffer();
        // Request headers do not depend on the stream; the encoder wants its id for messages only.
        encoder.encodeHeaders(1, headers(method), out);
        byte[] block = ByteBufUtil.getBytes(out);
        if (HeaderBlocks.isReferencesOnly(block)) {
            blocks.put(method, block);
        } else {
            blocks.clear();
        }
        return block;
    }

    private Http2Headers headers(EtcdMethods method) {
        Http2Headers headers = new DefaultHttp2Headers(false)
                .method("POST")
                .scheme("http")
                .path(method.path())
                .authority(authority)
                .add("content-type", "application/grpc")
                .add("user-agent", "quoin-bench")
                .add("te", "trailers");
        return token.isEmpty() ? headers : headers.add("token", token);
    }

    /** The server wants another size of table. */
    void tableSize(long bytes) throws Http2Exception {
        encoder.configuration().maxHeaderTableSize(bytes);
        blocks.clear();
    }
}
