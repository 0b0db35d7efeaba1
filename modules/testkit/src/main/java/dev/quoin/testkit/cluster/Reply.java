package dev.quoin.testkit.cluster;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import dev.quoin.api.transport.StatusCode;

/**
 * The end of a call.
 *
 * @param code the status
 * @param text the reason of a failure, or empty
 * @param body the answer; empty when there is none
 */
record Reply(StatusCode code, String text, byte[] body) {
    boolean isOk() {
        return code == StatusCode.OK;
    }

    <T extends Message> T as(Parser<T> parser) {
        return parse(parser, body);
    }

    static <T extends Message> T parse(Parser<T> parser, byte[] bytes) {
        try {
            return parser.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError("an answer can not be decoded: " + e.getMessage(), e);
        }
    }
}
