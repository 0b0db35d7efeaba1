package dev.quoin.api.peer;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Receives from a {@link PeerTransport}, on its threads; must not block, but for snapshots, which have a thread of their own. */
public interface PeerHandler {
    /** A message of a member, one at a time for each lane of a member. */
    void received(long from, byte[] message);

    /** A message was dropped, or a connection lost; told once for each change of state. */
    void unreachable(long memberId);

    /** Another member says that this one was removed from the cluster; may be told several times. */
    void removed();

    /** A snapshot begins. */
    SnapshotReceiver snapshot(long from, byte[] message) throws IOException;

    /** A question of another member or of one that wants to join. */
    void called(String method, byte[] request, Completion<byte[]> answer);

    /** Takes a snapshot's bytes; an exception from any method ends the stream, and the sender learns of it. */
    interface SnapshotReceiver {
        /** The next bytes. */
        void part(ByteBuffer bytes) throws IOException;

        /** All bytes have come. */
        void end() throws IOException;

        /** The stream broke. */
        void broken();
    }
}
