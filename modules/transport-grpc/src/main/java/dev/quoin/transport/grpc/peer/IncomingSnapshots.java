package dev.quoin.transport.grpc.peer;

import dev.quoin.api.peer.PeerHandler;
import dev.quoin.api.peer.PeerHandler.SnapshotReceiver;
import dev.quoin.transport.grpc.peer.Grpc.Ending;
import io.netty.channel.Channel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Snapshots that come in, each with a thread that writes what arrives. Nothing more is read from the network while it writes, so that little is in
 * memory however large the snapshot.
 */
final class IncomingSnapshots implements AutoCloseable {
    private static final int MAX_AT_ONCE = 2;
    /** One frame can end one message and hold several more; the network reads a frame at a time only. */
    private static final int MAX_PARTS = 1 << 16;

    private static final byte[] END = new byte[0];
    private static final byte[] BROKEN = new byte[0];

    private final PeerHandler handler;
    private final ThreadPoolExecutor threads;

    IncomingSnapshots(PeerHandler handler) {
        this.handler = handler;
        AtomicInteger next = new AtomicInteger();
        threads = new ThreadPoolExecutor(
                0,
                MAX_AT_ONCE,
                1,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                task -> new Thread(task, "peer-snapshot-in-" + next.getAndIncrement()));
    }

    /** @throws IOException when too many come in already */
    AcceptedStream.Purpose begin(long from, Channel stream) throws IOException {
        Transfer transfer = new Transfer(from, stream);
        try {
            threads.execute(transfer);
        } catch (RejectedExecutionException e) {
            throw new IOException("too many snapshots come in already", e);
        }
        stream.config().setAutoRead(false);
        stream.read();
        return transfer;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private final class Transfer implements AcceptedStream.Purpose, Runnable {
        private final long from;
        private final Channel stream;
        private final ArrayBlockingQueue<byte[]> parts = new ArrayBlockingQueue<>(MAX_PARTS);
        private @Nullable SnapshotReceiver receiver;
        private volatile boolean hungry;

        Transfer(long from, Channel stream) {
            this.from = from;
            this.stream = stream;
        }

        @Override
        public void message(byte[] part) {
            // An empty part says nothing, and the markers are empty too.
            if (part.length > 0) {
                parts.add(part);
            }
        }

        /** One read from the network seldom brings a whole part. */
        @Override
        public void pause() {
            if (hungry && parts.isEmpty()) {
                stream.read();
            }
        }

        @Override
        public void finished() {
            parts.add(END);
        }

        @Override
        public void broken() {
            parts.add(BROKEN);
        }

        @Override
        public void run() {
            try {
                receive();
                AcceptedStream.finish(stream, Ending.OK, true);
            } catch (IOException | RuntimeException e) {
                giveUp();
                AcceptedStream.finish(stream, new Ending(Ending.INTERNAL, String.valueOf(e.getMessage()), ""), true);
            } catch (InterruptedException e) {
                giveUp();
                stream.close();
            }
        }

        private void receive() throws IOException, InterruptedException {
            while (true) {
                byte[] part = parts.poll();
                if (part == null) {
                    hungry = true;
                    stream.read();
                    part = parts.take();
                    hungry = false;
                }
                if (part == BROKEN) {
                    throw new IOException("the stream broke");
                }
                if (part == END) {
                    Objects.requireNonNull(receiver, "a snapshot without a message")
                            .end();
                    return;
                }
                if (receiver == null) {
                    receiver = handler.snapshot(from, part);
                } else {
                    receiver.part(ByteBuffer.wrap(part));
                }
            }
        }

        private void giveUp() {
            if (receiver != null) {
                receiver.broken();
            }
        }
    }
}
