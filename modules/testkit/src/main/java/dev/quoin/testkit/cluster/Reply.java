package dev.quoin.testkit.cluster;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import dev.quoin.api.transport.StatusCode;

/**
 * How a call ended.
 *
 * @param code its status
 * @param text what was wrong, or empty
 * @param body the answer, empty where there is none
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
