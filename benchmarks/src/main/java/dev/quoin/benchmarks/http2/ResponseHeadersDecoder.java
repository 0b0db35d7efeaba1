package dev.quoin.benchmarks.http2;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersDecoder;
import java.util.ArrayList;
import java.util.List;

/**
 * Netty's HPACK decoder with a memory: nearly every answer repeats one of two blocks that only refer to table entries. What such a block
 * means stays true until a block comes that may change the table.
 */
final class ResponseHeadersDecoder implements Http2HeadersDecoder {
    private static final int MAX_KNOWN = 4;
    private static final int MAX_BLOCK = 16;

    private record Known(byte[] block, Http2Headers headers) {
        boolean isNext(ByteBuf source) {
            int from = source.readerIndex();
            for (int i = 0; i < block.length; i++) {
                if (source.getByte(from + i) != block[i]) {
                    return false;
                }
            }
            return true;
        }
    }

    private final DefaultHttp2HeadersDecoder decoder = new DefaultHttp2HeadersDecoder(false);
    private final List<Known> known = new ArrayList<>(MAX_KNOWN);

    @Override
    public Http2Headers decodeHeaders(int streamId, ByteBuf source) throws Http2Exception {
        int length = source.readableBytes();
        for (int i = 0; i < known.size(); i++) {
            Known candidate = known.get(i);
            if (candidate.block.length == length && candidate.isNext(source)) {
                source.skipBytes(length);
                return candidate.headers;
            }
        }
        return decode(streamId, source);
    }

    private Http2Headers decode(int streamId, ByteBuf source) throws Http2Exception {
        byte[] block = ByteBufUtil.getBytes(source);
        Http2Headers headers = decoder.decodeHeaders(streamId, source);
        if (!HeaderBlocks.isReferencesOnly(block)) {
            known.clear();
        } else if (block.length <= MAX_BLOCK && known.size() < MAX_KNOWN) {
            known.add(new Known(block, headers));
        }
        return headers;
    }

    @Override
    public Configuration configuration() {
        return decoder.configuration();
    }
}
