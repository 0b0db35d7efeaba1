package dev.quoin.transport.grpc.peer.accept;

import dev.quoin.api.peer.ClusterException;
import dev.quoin.api.peer.Completion;
import dev.quoin.api.peer.PeerHandler;
import dev.quoin.transport.grpc.peer.stream.Grpc;
import dev.quoin.transport.grpc.peer.stream.Grpc.Ending;
import dev.quoin.transport.grpc.peer.stream.Hello;
import io.netty.channel.Channel;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Connects the streams that others open with the handler. */
public final class Reception {
    private final PeerHandler handler;
    private final PeerGate gate;
    private final Inlets inlets;
    private final IncomingSnapshots snapshots;
    private final Strangers strangers;
    private final int maxMessageBytes;

    /** Is told of every member that opens a stream of messages. */
    public interface Strangers {
        void onUnknownMember(long member, List<URI> urls);
    }

    public Reception(PeerHandler handler, PeerGate gate, Strangers strangers, int maxMessageBytes) {
        this.handler = handler;
        this.gate = gate;
        this.strangers = strangers;
        this.inlets = new Inlets(handler);
        this.snapshots = new IncomingSnapshots(handler);
        this.maxMessageBytes = maxMessageBytes;
    }

    PeerGate gate() {
        return gate;
    }

    int maxMessageBytes() {
        return maxMessageBytes;
    }

    public void closeInlets(long member) {
        inlets.close(member);
    }

    public void close() {
        snapshots.close();
    }

    /** What a path stands for; null for none. */
    AcceptedStream.@Nullable Purpose purpose(String path, Hello hello, Channel stream) throws IOException {
        if (path.equals(Grpc.MESSAGES)) {
            return messages(hello, stream);
        }
        if (path.equals(Grpc.SNAPSHOT)) {
            return snapshots.begin(hello.from(), stream);
        }
        return path.startsWith(Grpc.CALL) ? new Question(path.substring(Grpc.CALL.length()), stream) : null;
    }

    private AcceptedStream.Purpose messages(Hello hello, Channel stream) throws IOException {
        if (hello.lane() == null) {
            throw new IOException("not a member's headers: no lane");
        }
        Inlets.Inlet inlet = inlets.open(hello.from(), hello.lane(), stream);
        strangers.onUnknownMember(hello.from(), hello.urls());
        return new AcceptedStream.Purpose() {
            @Override
            public void message(byte[] message) {
                inlet.received(message);
            }

            @Override
            public void finished() {
                inlet.closed();
                AcceptedStream.finish(stream, Ending.OK, true);
            }

            @Override
            public void broken() {
                inlet.closed();
            }
        };
    }

    /** One message in, one out. */
    private final class Question implements AcceptedStream.Purpose {
        private final String method;
        private final Channel stream;
        private boolean asked;

        Question(String method, Channel stream) {
            this.method = method;
            this.stream = stream;
        }

        @Override
        public void message(byte[] request) {
            if (asked) {
                return;
            }
            asked = true;
            handler.called(method, request, new Completion<>() {
                @Override
                public void done(byte[] answer) {
                    stream.write(new DefaultHttp2DataFrame(Grpc.frame(stream.alloc(), answer)));
                    AcceptedStream.finish(stream, Ending.OK, true);
                }

                @Override
                public void failed(ClusterException cause) {
                    AcceptedStream.finish(
                            stream,
                            new Ending(
                                    Ending.FAILED_PRECONDITION,
                                    String.valueOf(cause.getMessage()),
                                    cause.reason().name()),
                            true);
                }
            });
        }

        @Override
        public void finished() {
            if (!asked) {
                AcceptedStream.finish(stream, new Ending(Ending.INTERNAL, "a question without a message", ""), true);
            }
        }

        @Override
        public void broken() {
            // Whoever asked does not want to know any more.
        }
    }
}
