package dev.quoin.core.peer;

import dev.quoin.api.peer.ClusterException;
import dev.quoin.api.peer.ClusterException.Reason;
import dev.quoin.api.peer.Completion;
import dev.quoin.api.peer.PeerHandler;
import dev.quoin.api.peer.PeerTransport;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.ReadableByteChannel;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The peer transport as the consensus engine and the core share it: the engine gets what is sent to engines, the core the questions. Safe for use by any
 * thread.
 */
public final class PeerHub implements PeerTransport {
    private final PeerTransport transport;
    private final Map<String, Question> questions = new ConcurrentHashMap<>();
    private volatile Runnable removed = () -> {};

    /** Over a transport that is not started. */
    public PeerHub(PeerTransport transport) {
        this.transport = transport;
    }

    /** Answers one kind of question; called by the transport's threads, must not block. */
    @FunctionalInterface
    public interface Question {
        /** Answers now or later, once. */
        void asked(byte[] request, Completion<byte[]> answer);
    }

    /** From now on, questions of this name are answered. */
    public void answer(String method, Question question) {
        questions.put(method, question);
    }

    /** Runs when another member says that this one was removed from the cluster. */
    public void whenRemoved(Runnable task) {
        removed = task;
    }

    @Override
    public void start(PeerHandler engine) {
        transport.start(new Shared(engine));
    }

    @Override
    public void setPeer(long memberId, List<URI> urls) {
        transport.setPeer(memberId, urls);
    }

    @Override
    public void removePeer(long memberId) {
        transport.removePeer(memberId);
    }

    @Override
    public boolean send(long memberId, Lane lane, List<byte[]> message) {
        return transport.send(memberId, lane, message);
    }

    @Override
    public long activeNanos(long memberId) {
        return transport.activeNanos(memberId);
    }

    @Override
    public void sendSnapshot(long memberId, byte[] message, ReadableByteChannel source, Completion<Void> done) {
        transport.sendSnapshot(memberId, message, source, done);
    }

    @Override
    public void call(URI peer, String method, byte[] request, Completion<byte[]> done) {
        transport.call(peer, method, request, done);
    }

    @Override
    public void close() {
        transport.close();
    }

    private final class Shared implements PeerHandler {
        private final PeerHandler engine;

        Shared(PeerHandler engine) {
            this.engine = engine;
        }

        @Override
        public void received(long from, byte[] message) {
            engine.received(from, message);
        }

        @Override
        public void unreachable(long memberId) {
            engine.unreachable(memberId);
        }

        @Override
        public void removed() {
            engine.removed();
            removed.run();
        }

        @Override
        public SnapshotReceiver snapshot(long from, byte[] message) throws IOException {
            return engine.snapshot(from, message);
        }

        @Override
        public void called(String method, byte[] request, Completion<byte[]> answer) {
            Question question = questions.get(method);
            if (question == null) {
                engine.called(method, request, answer);
                return;
            }
            try {
                question.asked(request, answer);
            } catch (RuntimeException e) {
                answer.failed(new ClusterException(Reason.REJECTED, method + ": " + e.getMessage(), e));
            }
        }
    }
}
