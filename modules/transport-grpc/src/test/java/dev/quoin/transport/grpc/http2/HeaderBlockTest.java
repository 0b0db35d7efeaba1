package dev.quoin.transport.grpc.http2;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Headers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Blocks are what Netty's decompressor understands. */
final class HeaderBlockTest {
    @ParameterizedTest
    @ValueSource(ints = {200, 204, 206, 304, 400, 404, 405, 415, 500})
    void everyStatusIsUnderstood(int status) throws Exception {
        byte[] block =
                new HeaderBlock().status(status).contentType("application/grpc").build();
        Http2Headers headers = new DefaultHttp2HeadersDecoder().decodeHeaders(1, Unpooled.wrappedBuffer(block));
        assertThat(headers.status()).hasToString(Integer.toString(status));
        assertThat(headers.get("content-type")).hasToString("application/grpc");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 126, 127, 128, 254, 255, 256, 5000})
    void valuesOfEveryLengthAreUnderstood(int length) throws Exception {
        byte[] block =
                new HeaderBlock().field("grpc-message", "x".repeat(length)).build();
        Http2Headers headers = new DefaultHttp2HeadersDecoder().decodeHeaders(1, Unpooled.wrappedBuffer(block));
        assertThat(headers.get("grpc-message")).hasToString("x".repeat(length));
    }
}
