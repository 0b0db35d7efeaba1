package dev.quoin.core.answer;

import com.google.protobuf.MessageLite;
import dev.quoin.api.transport.Call;
import dev.quoin.api.transport.StatusCode;
import dev.quoin.core.wire.WireException;
import dev.quoin.protocol.error.EtcdError;
import java.nio.ByteBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends answers and errors. */
public final class Answers {
    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);
    private static final StatusCode[] CODES = StatusCode.values();

    private Answers() {}

    /** Answers with a message. */
    public static void send(Call call, MessageLite message) {
        call.complete(ByteBuffer.wrap(message.toByteArray()));
    }

    /** Answers with what came of a request. */
    public static void send(Call call, Outcome outcome) {
        byte[] response = outcome.response();
        EtcdError error = outcome.error();
        if (response != null) {
            call.complete(ByteBuffer.wrap(response));
        } else if (error != null) {
            fail(call, error);
        }
    }

    /** Answers with an error of the API. */
    public static void fail(Call call, EtcdError error) {
        call.fail(code(error), error.text());
    }

    /** The status of an error. */
    public static StatusCode code(EtcdError error) {
        return CODES[error.code()];
    }

    /** Answers with whatever went wrong. */
    public static void fail(Call call, Exception cause) {
        switch (cause) {
            case RequestException e -> fail(call, e.error());
            case Refusal e -> call.fail(e.code, e.text);
            case WireException e -> fail(call, undecodable(e));
            default -> {
                LOG.atError()
                        .setCause(cause)
                        .addKeyValue("method", call.method())
                        .log("a request failed unexpectedly");
                call.fail(StatusCode.INTERNAL, "internal error: " + cause);
            }
        }
    }

    /** The error for bytes that are not the message they should be. */
    public static IllegalArgumentException undecodable(Exception cause) {
        return refusal(StatusCode.INTERNAL, "grpc: error unmarshalling request: " + cause.getMessage());
    }

    /** An error for what is not served. */
    public static IllegalArgumentException unimplemented(String text) {
        return new Refusal(StatusCode.UNIMPLEMENTED, text);
    }

    /** An error with a code and text of its own. */
    public static IllegalArgumentException refusal(StatusCode code, String text) {
        return new Refusal(code, text);
    }

    private static final class Refusal extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;
        private final StatusCode code;
        private final String text;

        Refusal(StatusCode code, String text) {
            super(text);
            this.code = code;
            this.text = text;
        }
    }
}
