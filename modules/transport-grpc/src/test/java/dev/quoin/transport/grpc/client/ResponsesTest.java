package dev.quoin.transport.grpc.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Status messages on the wire. */
final class ResponsesTest {
    @Test
    void printableTextStays() {
        assertThat(Responses.percentEncode("etcdserver: key \"a\" ~ not found!"))
                .isEqualTo("etcdserver: key \"a\" ~ not found!");
    }

    @Test
    void allElseIsEscapedAsUtf8() {
        assertThat(Responses.percentEncode("100%\n\u00fc\u20ac\ud83d\ude00"))
                .isEqualTo("100%25%0A%C3%BC%E2%82%AC%F0%9F%98%80");
    }

    @Test
    void aTextTooLongForHeadersIsCut() {
        assertThat(Responses.percentEncode("\n".repeat(100_000))).hasSizeBetween(4096, 4100);
    }
}
