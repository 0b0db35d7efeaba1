package dev.quoin.api.peer;

import dev.quoin.api.transport.TransportException;
import java.net.URI;
import java.nio.channels.ReadableByteChannel;
import java.util.List;

/**
 * Carries messages, snapshots and questions between members. A message may be lost, and is lost rather than waited for,
 * because consensus repeats itself. The messages of one lane to one member that arrive do so in order.
 *
 * <p>A message to a member travels only over a connection that was dialled to one of that member's own URLs. A member
 * of the same cluster that dials and that nobody has set or removed here is dialled too, at the URLs that it gives: it
 * may have joined while this member was away, and may even lead.
 *
 * <p>Thread: any thread may call any method.
 *
 * <p>Blocks: only {@link #start} and {@link #close} do.
 */
public interface PeerTransport extends AutoCloseable {
    /**
     * Listens on all URLs, and begins to dial and to deliver. Called once, by the consensus engine.
     *
     * @throws TransportException naming the URL that could not be bound; nothing stays bound then
     */
    void start(PeerHandler handler);

    /**
     * Adds a member, or gives one new URLs. Allowed before {@link #start} too. Dialling goes on with growing, jittered
     * pauses until it succeeds. With other URLs than before, connections to the old ones end. With the same URLs
     * nothing happens: connections stay.
     */
    void setPeer(long memberId, List<URI> urls);

    /** Forgets a member and closes its connections. If it dials again, it is told that it was removed. */
    void removePeer(long memberId);

    /**
     * Sends a message, or drops it when the lane is full or there is no connection. This is called for every entry, so
     * the transport SHOULD leave copying to its own threads.
     *
     * @param message the parts of the message; not copied, so the caller never changes them afterwards
     * @return false when the message was certainly dropped
     */
    boolean send(long memberId, Lane lane, List<byte[]> message);

    /**
     * Returns for how many nanoseconds a member has been reached on all lanes without a break; negative when it is not
     * reached now.
     */
    long activeNanos(long memberId);

    /**
     * Sends a message and then a snapshot. The transport reads no more from the source than the other side takes, so
     * that neither side holds much of it.
     *
     * @param source is read by a thread of the transport, which may block, and is closed in any case
     * @param done is called by a thread of the transport: with success once the other side has taken the snapshot over,
     *     otherwise with {@code IO}; there is no time limit while bytes move
     */
    void sendSnapshot(long memberId, byte[] message, ReadableByteChannel source, Completion<Void> done);

    /**
     * Asks another member something and waits for one answer. Allowed without {@link #start}.
     *
     * @param peer where to ask; this need not be a member's URL yet
     * @param method the name of the question, {@code [a-z-]+}
     * @param request at most as long as a message may be
     * @param done is called by a thread of the transport: with the answer, with {@code TIMEOUT} after the transport's
     *     time limit, with {@code IO} when nobody is reached, or with the reason and the message with which the other
     *     side refused
     */
    void call(URI peer, String method, byte[] request, Completion<byte[]> done);

    /**
     * Closes all connections and stops listening. Questions that wait fail with {@code STOPPED}. Further calls have no
     * effect.
     */
    @Override
    void close();

    /** Messages that must not wait for each other travel on lanes of their own. */
    enum Lane {
        /** Small and urgent messages: heartbeats, votes and all answers. */
        URGENT,
        /** Entries. */
        BULK
    }
}
