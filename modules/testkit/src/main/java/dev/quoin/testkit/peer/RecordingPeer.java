package dev.quoin.testkit.peer;

import dev.quoin.api.peer.ClusterException;
import dev.quoin.api.peer.ClusterException.Reason;
import dev.quoin.api.peer.Completion;
import dev.quoin.api.peer.PeerHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A member that writes down what its transport tells it. Questions are answered with what was asked, but for
 * {@code refuse} and {@code silent}.
 */
final class RecordingPeer implements PeerHandler {
    final BlockingQueue<byte[]> messages = new LinkedBlockingQueue<>();
    final BlockingQueue<Long> unreachable = new LinkedBlockingQueue<>();
    final BlockingQueue<String> removals = new LinkedBlockingQueue<>();
    final BlockingQueue<String> snapshots = new LinkedBlockingQueue<>();
    volatile boolean refusesSnapshots;

    @Override
    public void received(long from, byte[] message) {
        messages.add(message);
    }

    @Override
    public void unreachable(long memberId) {
        unreachable.add(memberId);
    }

    @Override
    public void removed() {
        removals.add("removed");
    }

    @Override
    public SnapshotReceiver snapshot(long from, byte[] message) {
        return new Receiver(new String(message, StandardCharsets.UTF_8));
    }

    @Override
    public void called(String method, byte[] request, Completion<byte[]> answer) {
        switch (method) {
            case "refuse" -> answer.failed(new ClusterException(Reason.NO_LEADER, "nobody leads: \u00fc%"));
            case "silent" -> {}
            default -> answer.done(request);
        }
    }

    private final class Receiver implements SnapshotReceiver {
        private final String message;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Receiver(String message) {
            this.message = message;
        }

        @Override
        public void part(ByteBuffer part) throws IOException {
            if (refusesSnapshots) {
                throw new IOException("no room");
            }
            byte[] copy = new byte[part.remaining()];
            part.get(copy);
            bytes.write(copy);
        }

        @Override
        public void end() {
            snapshots.add(message + " " + bytes.size() + " " + Arrays.hashCode(bytes.toByteArray()));
        }

        @Override
        public void broken() {
            snapshots.add(message + " broken");
        }
    }
}
