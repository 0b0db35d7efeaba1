package dev.quoin.core.peer;

import dev.quoin.api.peer.ClusterException;
import dev.quoin.core.answer.ConsensusErrors;
import dev.quoin.protocol.error.EtcdError;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What a leader says to a request that another member has passed on: the name of an error, or nothing. */
public final class LeaderVerdict {
    private LeaderVerdict() {}

    public static byte[] of(@Nullable EtcdError error) {
        return error == null ? new byte[0] : error.name().getBytes(StandardCharsets.US_ASCII);
    }

    public static @Nullable EtcdError error(byte[] verdict) {
        if (verdict.length == 0) {
            return null;
        }
        try {
            return EtcdError.valueOf(new String(verdict, StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException e) {
            // A leader of a later version may know errors that this one does not.
            return EtcdError.UNHEALTHY;
        }
    }

    /** The error for a leader that could not be asked. */
    public static EtcdError error(ClusterException cause) {
        return ConsensusErrors.of(cause.reason());
    }
}
