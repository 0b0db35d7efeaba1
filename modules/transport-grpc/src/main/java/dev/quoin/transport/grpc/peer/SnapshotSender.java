package dev.quoin.transport.grpc.peer;

import dev.quoin.api.peer.ClusterException;
import dev.quoin.api.peer.ClusterException.Reason;
import dev.quoin.api.peer.Completion;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends one snapshot over a connection of its own, on a thread of its own, no faster than the other side takes it. */
final class SnapshotSender implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotSender.class);
    private static final int PART_BYTES = 128 << 10;
    private static final int PARTS_UNDER_WAY = 8;
    /** A side that takes nothing for so long has given up without a word. */
    private static final long STALL_SECONDS = 30;
    /** The other side makes all of it durable before it answers. */
    private static final long ANSWER_SECONDS = 600;

    private final Surroundings around;
    private final RemotePeer peer;
    private final EventLoop loop;
    private final byte[] message;
    private final ReadableByteChannel source;
    private final Completion<Void> done;
    private final Semaphore room = new Semaphore(PARTS_UNDER_WAY);
    private final CompletableFuture<Channel> accepted = new CompletableFuture<>();
    private final CompletableFuture<Grpc.Ending> ended = new CompletableFuture<>();

    SnapshotSender(
            Surroundings around,
            RemotePeer peer,
            EventLoop loop,
            byte[] message,
            ReadableByteChannel source,
            Completion<Void> done) {
        this.around = around;
        this.peer = peer;
        this.loop = loop;
        this.message = message;
        this.source = source;
        this.done = done;
    }

    @Override
    @SuppressWarnings("NullAway") // A completion of nothing takes null.
    public void run() {
        try (ReadableByteChannel open = source) {
            send(open);
            done.done(null);
        } catch (IOException | RuntimeException e) {
            failed(Reason.IO, String.valueOf(e.getMessage()));
        } catch (TimeoutException e) {
            failed(Reason.TIMEOUT, "the other member does not go on");
        } catch (ExecutionException e) {
            failed(Reason.IO, String.valueOf(e.getCause().getMessage()));
        } catch (InterruptedException e) {
            failed(Reason.STOPPED, "the transport is closed");
        }
    }

    /** For one that can not be sent. */
    static void refuse(ReadableByteChannel source, Completion<Void> done, Reason reason, String why) {
        try {
            source.close();
        } catch (IOException e) {
            LOG.warn("closing a snapshot failed: {}", e.getMessage());
        }
        done.failed(new ClusterException(reason, why));
    }

    private void failed(Reason reason, String why) {
        done.failed(new ClusterException(reason, why));
    }

    private void send(ReadableByteChannel open)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        URI url = peer.urls().getFirst();
        long limit = around.settings().dialTimeout().toMillis();
        var dialled = around.dialler().dial(url, loop);
        if (!dialled.await(2 * limit)) {
            throw new IOException("cannot reach " + url + " in time");
        }
        Channel connection = dialled.get();
        try {
            Hello hello =
                    Hello.of(around.identity().clusterId(), around.identity().memberId(), peer.id());
            loop.execute(() -> new Stream(url)
                    .open(connection, Grpc.SNAPSHOT, hello, around.settings().dialTimeout()));
            Channel stream = accepted.get(2 * limit, TimeUnit.MILLISECONDS);
            part(stream, ByteBuffer.wrap(message));
            copy(open, stream);
            stream.writeAndFlush(new DefaultHttp2DataFrame(true));
            Grpc.Ending ending = ended.get(ANSWER_SECONDS, TimeUnit.SECONDS);
            if (ending.code() != 0) {
                throw new IOException(ending.message());
            }
        } finally {
            connection.close();
        }
    }

    private void copy(ReadableByteChannel open, Channel stream)
            throws IOException, InterruptedException, TimeoutException {
        ByteBuffer buffer = ByteBuffer.allocate(PART_BYTES);
        while (open.read(buffer.clear()) >= 0) {
            part(stream, buffer.flip());
        }
    }

    private void part(Channel stream, ByteBuffer part) throws IOException, InterruptedException, TimeoutException {
        if (!room.tryAcquire(STALL_SECONDS, TimeUnit.SECONDS)) {
            throw new TimeoutException();
        }
        // Whoever waits for room is woken by the end, too.
        if (ended.isDone()) {
            throw new IOException(
                    "the other member ended the snapshot: " + ended.join().message());
        }
        stream.writeAndFlush(new DefaultHttp2DataFrame(Grpc.frame(stream.alloc(), part)))
                .addListener(written -> room.release());
    }

    private final class Stream extends ClientStream {
        Stream(URI url) {
            super(url, 0);
        }

        @Override
        void accepted(Channel stream) {
            accepted.complete(stream);
        }

        @Override
        void message(ChannelHandlerContext context, byte[] unexpected) {
            // The answer is how the stream ends.
        }

        @Override
        void ended(Grpc.Ending ending) {
            accepted.completeExceptionally(new IOException(ending.message()));
            ended.complete(ending);
            room.release();
        }

        @Override
        void broke(String why) {
            ended(new Grpc.Ending(Grpc.Ending.INTERNAL, why, ""));
        }
    }
}
