package dev.quoin.core.answer;

import dev.quoin.protocol.error.EtcdError;
import org.jspecify.annotations.Nullable;

/**
 * What came of a request.
 *
 * @param response the encoded response, or null for an error
 * @param error the error, or null
 */
public record Outcome(byte @Nullable [] response, @Nullable EtcdError error) {
    public static Outcome of(byte[] response) {
        return new Outcome(response, null);
    }

    public static Outcome of(EtcdError error) {
        return new Outcome(null, error);
    }
}
