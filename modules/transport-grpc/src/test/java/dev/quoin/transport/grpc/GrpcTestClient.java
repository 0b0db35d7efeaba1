package dev.quoin.transport.grpc;

import dev.quoin.api.transport.MethodKind;
import dev.quoin.api.transport.StatusCode;
import dev.quoin.testkit.transport.Outcome;
import dev.quoin.testkit.transport.TransportClient;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A client on grpc-java. */
final class GrpcTestClient implements TransportClient {
    private static final int PATIENCE_SECONDS = 60;

    private final ManagedChannel channel;

    GrpcTestClient(InetSocketAddress address) {
        this(NettyChannelBuilder.forAddress(address)
                .usePlaintext()
                .maxInboundMessageSize(128 << 20)
                .build());
    }

    GrpcTestClient(ManagedChannel channel) {
        this.channel = channel;
    }

    @Override
    public ClientCall call(String method, MethodKind kind, Map<String, String> headers, Duration deadline) {
        CallOptions options = CallOptions.DEFAULT;
        if (deadline != null) {
            options = options.withDeadlineAfter(deadline.toNanos(), TimeUnit.NANOSECONDS);
        }
        return new Running(channel.newCall(descriptor(method, kind), options), headers);
    }

    static MethodDescriptor<byte[], byte[]> descriptor(String path, MethodKind kind) {
        MethodDescriptor.MethodType type = switch (kind) {
            case UNARY -> MethodDescriptor.MethodType.UNARY;
            case SERVER_STREAM -> MethodDescriptor.MethodType.SERVER_STREAMING;
            case CLIENT_STREAM -> MethodDescriptor.MethodType.CLIENT_STREAMING;
            case BIDIRECTIONAL -> MethodDescriptor.MethodType.BIDI_STREAMING;
        };
        return MethodDescriptor.newBuilder(new Bytes(), new Bytes())
                .setFullMethodName(path.substring(1))
                .setType(type)
                .build();
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }

    private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static final class Running extends io.grpc.ClientCall.Listener<byte[]> implements ClientCall {
        private static final byte[] END = new byte[0];

        private final io.grpc.ClientCall<byte[], byte[]> call;
        private final BlockingQueue<byte[]> messages = new LinkedBlockingQueue<>();
        private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();

        Running(io.grpc.ClientCall<byte[], byte[]> call, Map<String, String> headers) {
            this.call = call;
            Metadata metadata = new Metadata();
            headers.forEach(
                    (name, value) -> metadata.put(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), value));
            call.start(this, metadata);
        }

        @Override
        public void onMessage(byte[] message) {
            messages.add(message);
        }

        @Override
        public void onClose(Status status, Metadata trailers) {
            String text = status.getDescription() == null ? "" : status.getDescription();
            outcome.complete(new Outcome(StatusCode.values()[status.getCode().value()], text));
            messages.add(END);
        }

        @Override
        public void send(byte[] message) {
            call.sendMessage(message);
        }

        @Override
        public void halfClose() {
            call.halfClose();
        }

        @Override
        public void cancel() {
            call.cancel("as the test wants", null);
        }

        @Override
        public byte[] read() throws InterruptedException {
            call.request(1);
            byte[] message = messages.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (message == null) {
                throw new AssertionError("neither a message nor an end came");
            }
            if (message == END) {
                messages.add(END);
                return null;
            }
            return message;
        }

        @Override
        public Outcome outcome() throws InterruptedException {
            try {
                // A unary call ends for grpc-java only once its message was asked for.
                call.request(1);
                return outcome.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (ExecutionException | TimeoutException e) {
                throw new AssertionError("the call did not end", e);
            }
        }
    }
}
