package dev.quoin.transport.grpc.peer;

import dev.quoin.api.peer.ClusterException;
import dev.quoin.api.peer.ClusterException.Reason;
import dev.quoin.api.peer.Completion;
import dev.quoin.api.peer.MemberIdentity;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.util.concurrent.Future;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Questions to other members. A connection is kept for the questions that follow. Lives on one event loop; {@link #call} may be called by any thread. */
final class Calls {
    private static final int MAX_CONNECTIONS = 64;
    private static final int MAX_UNDER_WAY = 4096;

    private final Dialler dialler;
    private final MemberIdentity identity;
    private final PeerSettings settings;
    private final int maxMessageBytes;
    private final EventLoop loop;
    private final Map<URI, Future<Channel>> connections = new HashMap<>();
    private int underWay;

    Calls(Dialler dialler, MemberIdentity identity, PeerSettings settings, int maxMessageBytes, EventLoop loop) {
        this.dialler = dialler;
        this.identity = identity;
        this.settings = settings;
        this.maxMessageBytes = maxMessageBytes;
        this.loop = loop;
    }

    void call(URI url, String method, byte[] request, Completion<byte[]> done) {
        loop.execute(() -> begin(url, method, request, done));
    }

    private void begin(URI url, String method, byte[] request, Completion<byte[]> done) {
        if (underWay >= MAX_UNDER_WAY) {
            done.failed(new ClusterException(Reason.OVERLOADED, "too many questions to other members wait"));
            return;
        }
        underWay++;
        Question question = new Question(url, request, done);
        question.timer = loop.schedule(question::tooLate, settings.callTimeout().toNanos(), TimeUnit.NANOSECONDS);
        Future<Channel> connection = connection(url);
        connection.addListener(dialled -> {
            if (dialled.isSuccess()) {
                question.open(
                        connection.getNow(),
                        Grpc.CALL + method,
                        Hello.of(identity.clusterId(), identity.memberId(), 0),
                        settings.callTimeout());
            } else {
                connections.remove(url, connection);
                question.broke(String.valueOf(dialled.cause().getMessage()));
            }
        });
    }

    private Future<Channel> connection(URI url) {
        Future<Channel> known = connections.get(url);
        if (known != null && !(known.isSuccess() && !known.getNow().isActive())) {
            return known;
        }
        if (connections.size() >= MAX_CONNECTIONS) {
            connections
                    .values()
                    .forEach(old -> old.addListener(open -> {
                        if (open.isSuccess()) {
                            ((Channel) open.getNow()).close();
                        }
                    }));
            connections.clear();
        }
        Future<Channel> dialled = dialler.dial(url, loop);
        connections.put(url, dialled);
        return dialled;
    }

    /** One of them. */
    private final class Question extends ClientStream {
        private final byte[] request;
        private final Completion<byte[]> done;
        private byte @Nullable [] answer;
        private java.util.concurrent.@Nullable ScheduledFuture<?> timer;
        private @Nullable Channel stream;
        private boolean over;

        Question(URI url, byte[] request, Completion<byte[]> done) {
            super(url, maxMessageBytes);
            this.request = request;
            this.done = done;
        }

        @Override
        void accepted(Channel opened) {
            stream = opened;
            if (!over) {
                opened.writeAndFlush(new DefaultHttp2DataFrame(Grpc.frame(opened.alloc(), request), true));
            }
        }

        @Override
        void message(ChannelHandlerContext context, byte[] message) {
            answer = message;
        }

        @Override
        void ended(Grpc.Ending ending) {
            byte[] said = answer;
            if (ending.code() == 0 && said != null) {
                finish(() -> done.done(said));
            } else {
                finish(() -> done.failed(new ClusterException(reason(ending.reason()), ending.message())));
            }
        }

        @Override
        void broke(String why) {
            finish(() -> done.failed(new ClusterException(Reason.IO, "cannot ask " + url() + ": " + why)));
        }

        void tooLate() {
            finish(() -> done.failed(new ClusterException(Reason.TIMEOUT, url() + " did not answer in time")));
            if (stream != null) {
                stream.close();
            }
        }

        private void finish(Runnable how) {
            if (over) {
                return;
            }
            over = true;
            underWay--;
            if (timer != null) {
                timer.cancel(false);
            }
            how.run();
        }
    }

    private static Reason reason(String name) {
        try {
            return Reason.valueOf(name);
        } catch (IllegalArgumentException e) {
            return Reason.REJECTED;
        }
    }
}
