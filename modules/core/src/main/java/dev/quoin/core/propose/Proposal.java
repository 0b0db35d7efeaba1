package dev.quoin.core.propose;

import dev.quoin.api.consensus.Priority;
import dev.quoin.core.ask.Asker;
import dev.quoin.protocol.internal.InternalRaftRequest;
import java.nio.ByteBuffer;

/**
 * A request for the log.
 *
 * @param asker who asks
 * @param operation the field of {@code InternalRaftRequest} that the request is
 * @param request its encoded form: what remains in the buffer, whose position stays
 * @param priority decides whether it is still taken under overload
 */
public record Proposal(Asker asker, int operation, ByteBuffer request, Priority priority) {
    /** A request with the priority that its operation has. */
    public static Proposal of(Asker asker, int operation, ByteBuffer request) {
        return new Proposal(asker, operation, request, priority(operation));
    }

    /** A request that this member makes of its own accord. */
    public static Proposal own(int operation, byte[] request) {
        return of(Asker.ANONYMOUS, operation, ByteBuffer.wrap(request));
    }

    /** Operations that relieve an overloaded cluster are urgent: they end leases, keep their times, and raise or lift alarms. */
    static Priority priority(int operation) {
        return switch (operation) {
            case InternalRaftRequest.LEASE_REVOKE_FIELD_NUMBER,
                    InternalRaftRequest.LEASE_CHECKPOINT_FIELD_NUMBER,
                    InternalRaftRequest.ALARM_FIELD_NUMBER -> Priority.URGENT;
            default -> Priority.NORMAL;
        };
    }
}
