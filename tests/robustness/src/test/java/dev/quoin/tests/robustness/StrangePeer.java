package dev.quoin.tests.robustness;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Somebody who greets a member's peer port as a member does, with whatever it says of itself. */
final class StrangePeer implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 30;

    private final ManagedChannel channel;

    StrangePeer(int port) {
        channel = NettyChannelBuilder.forAddress("127.0.0.1", port)
                .usePlaintext()
                .disableRetry()
                .build();
    }

    /** Opens a stream of messages. Returns with what words it was ended. */
    String greet(String version, String cluster, String from, String to) {
        Metadata headers = new Metadata();
        put(headers, "quoin-peer-version", version);
        put(headers, "quoin-cluster-id", cluster);
        put(headers, "quoin-from", from);
        put(headers, "quoin-to", to);
        put(headers, "quoin-lane", "urgent");
        CompletableFuture<String> end = new CompletableFuture<>();
        ClientCalls.asyncClientStreamingCall(
                io.grpc.ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(headers))
                        .newCall(MESSAGES, CallOptions.DEFAULT.withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS)),
                new StreamObserver<byte[]>() {
                    @Override
                    public void onNext(byte[] message) {
                        end.complete("answered");
                    }

                    @Override
                    public void onError(Throwable error) {
                        Status status = Status.fromThrowable(error);
                        end.complete(status.getCode() + ": " + status.getDescription());
                    }

                    @Override
                    public void onCompleted() {
                        end.complete("ended without a word");
                    }
                });
        return end.join();
    }

    private static void put(Metadata headers, String name, String value) {
        headers.put(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), value);
    }

    private static final MethodDescriptor<byte[], byte[]> MESSAGES = MethodDescriptor.<byte[], byte[]>newBuilder()
            .setType(MethodDescriptor.MethodType.CLIENT_STREAMING)
            .setFullMethodName("quoin.peer.v1.Peer/Messages")
            .setRequestMarshaller(new Bytes())
            .setResponseMarshaller(new Bytes())
            .build();

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

    @Override
    public void close() {
        channel.shutdownNow();
    }
}
