package dev.quoin.api.peer;

import dev.quoin.api.transport.TransportException;
import java.net.URI;
import java.nio.channels.ReadableByteChannel;
import java.util.List;

/**
 * Carries messages between members. Messages may be lost, and are lost rather than waited for; those of one lane to one peer that do arrive
 * arrive in order. Messages to a member travel only over connections dialled to that member's own URLs. Safe for use by any thread;
 * nothing blocks but {@link #start} and {@link #close}.
 *
 * <p>A member of the same cluster that dials and was neither set nor removed here is dialled too, at the URLs that it gives. It may have joined while this
 * one was away, and even lead; without an answer it could never tell this one so.
 */
public interface PeerTransport extends AutoCloseable {
    /**
     * Listens and begins to deliver.
     *
     * @throws TransportException naming the URL that could not be bound
     */
    void start(PeerHandler handler);

    /** Adds a member, or gives one new URLs; may be used before {@link #start}. Dialling begins, and goes on with growing, jittered pauses until it succeeds. */
    void setPeer(long memberId, List<URI> urls);

    /** Forgets a member and closes its connections. If it dials again, it is told that it was removed. */
    void removePeer(long memberId);

    /**
     * Sends a message, or drops it when the lane is full or there is no connection.
     *
     * @param message not copied: the caller never changes the parts afterwards
     * @return false when it was certainly dropped
     */
    boolean send(long memberId, Lane lane, List<byte[]> message);

    /** For how long a member has been reached without a break, in nanoseconds; negative when it is not reached now. */
    long activeNanos(long memberId);

    /**
     * Streams a snapshot behind a message, with flow control.
     *
     * @param source closed by the transport in any case
     */
    void sendSnapshot(long memberId, byte[] message, ReadableByteChannel source, Completion<Void> done);

    /**
     * Asks another member something and waits for one answer, for a limited time. May be used without {@link #start}.
     *
     * @param peer where, which need not be a member yet
     * @param method what, {@code [a-z-]+}
     */
    void call(URI peer, String method, byte[] request, Completion<byte[]> done);

    /** Ends everything. */
    @Override
    void close();

    /** Messages that must not wait for each other travel on lanes of their own. */
    enum Lane {
        /** Small and urgent: heartbeats, votes and all answers. */
        URGENT,
        /** Entries. */
        BULK
    }
}
