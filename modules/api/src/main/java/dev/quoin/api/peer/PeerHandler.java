package dev.quoin.api.peer;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Receives what other members send.
 *
 * <p>Thread: threads of the {@link PeerTransport}, several at once. Messages of one member on one lane come one at a
 * time and in order.
 *
 * <p>Blocks: it must not. Only {@link #snapshot} and its {@link SnapshotReceiver} may, because each snapshot has a
 * thread of its own.
 */
public interface PeerHandler {
    /** A message of a member has come, whole and unchanged. */
    void received(long from, byte[] message);

    /**
     * A connection to a member was lost, or messages to it begin to be dropped. Told once for each change, not for each
     * message.
     */
    void unreachable(long memberId);

    /** Another member says that this one was removed from the cluster. Told once or more. */
    void removed();

    /**
     * A snapshot begins.
     *
     * @param message the message that the snapshot comes behind
     * @return takes the bytes
     * @throws IOException to refuse it; the sender learns of it
     */
    SnapshotReceiver snapshot(long from, byte[] message) throws IOException;

    /**
     * A question has come, of a member or of one that wants to join.
     *
     * @param answer is called once, by any thread, now or later
     */
    void called(String method, byte[] request, Completion<byte[]> answer);

    /**
     * Takes the bytes of a snapshot. An exception of any method ends the stream, and the sender learns of it.
     *
     * <p>Thread: one, the snapshot's own.
     *
     * <p>Blocks: it may.
     */
    interface SnapshotReceiver {
        /** Takes the next bytes. The buffer is valid during this call only. */
        void part(ByteBuffer bytes) throws IOException;

        /** All bytes have come. The sender is told of success only once this has returned. */
        void end() throws IOException;

        /** The stream broke, or a method of this receiver threw. */
        void broken();
    }
}
