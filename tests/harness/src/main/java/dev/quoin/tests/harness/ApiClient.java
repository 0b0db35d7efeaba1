package dev.quoin.tests.harness;

import com.google.protobuf.Message;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.method.MethodKind;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import io.netty.handler.ssl.SslContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The API of a node, message by message, on one connection. It adds nothing: no retry, no default, no balancing. Answers are
 * handed over on the connection's own thread, which must not be blocked.
 */
public final class ApiClient implements AutoCloseable {

    private static final int LARGEST_MESSAGE = 512 << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ManagedChannel connection;
    private final Channel channel;
    private final Duration patience;

    public ApiClient(Ports ports) {
        this(ports, PATIENCE);
    }

    /** @param patience how long an answer may take; then the call fails with DEADLINE_EXCEEDED */
    public ApiClient(Ports ports, Duration patience) {
        this.patience = patience;
        this.connection = NettyChannelBuilder.forAddress("127.0.0.1", ports.client())
                .usePlaintext()
                .directExecutor()
                .disableRetry()
                .maxInboundMessageSize(LARGEST_MESSAGE)
                .build();
        this.channel = connection;
    }

    /** Over TLS, as one certificate or none has it. The server's must be for {@code 127.0.0.1}. */
    public ApiClient(Ports ports, Duration patience, SslContext tls) {
        this.patience = patience;
        this.connection = NettyChannelBuilder.forAddress("127.0.0.1", ports.client())
                .sslContext(tls)
                .directExecutor()
                .disableRetry()
                .maxInboundMessageSize(LARGEST_MESSAGE)
                .build();
        this.channel = connection;
    }

    private ApiClient(ApiClient other, Metadata metadata) {
        this.patience = other.patience;
        this.connection = other.connection;
        this.channel = ClientInterceptors.intercept(connection, MetadataUtils.newAttachHeadersInterceptor(metadata));
    }

    /** The same client, on the same connection, with metadata on every call. */
    public ApiClient with(Metadata metadata) {
        return new ApiClient(this, metadata);
    }

    /**
     * Calls a unary method.
     *
     * @throws io.grpc.StatusRuntimeException if the answer is an error
     */
    public <R extends Message> R call(EtcdMethods method, Message request, Class<R> response) {
        return response.cast(ClientCalls.blockingUnaryCall(channel, descriptor(method), options(), request));
    }

    /** Calls a unary method and does not wait. */
    public CompletableFuture<Message> callAsync(EtcdMethods method, Message request) {
        CompletableFuture<Message> answer = new CompletableFuture<>();
        ClientCalls.asyncUnaryCall(channel.newCall(descriptor(method), options()), request, new StreamObserver<>() {
            @Override
            public void onNext(Message message) {
                answer.complete(message);
            }

            @Override
            public void onError(Throwable error) {
                answer.completeExceptionally(error);
            }

            @Override
            public void onCompleted() {
                // The answer came with onNext.
            }
        });
        return answer;
    }

    /** Calls a method that answers with a stream, and collects it. */
    public <R extends Message> List<R> collect(EtcdMethods method, Message request, Class<R> response) {
        List<R> all = new ArrayList<>();
        ClientCalls.blockingServerStreamingCall(channel, descriptor(method), options(), request)
                .forEachRemaining(message -> all.add(response.cast(message)));
        return all;
    }

    /**
     * Opens a stream in both directions whose answers are handed over as they come, however many there are.
     *
     * @return what takes the requests
     */
    public StreamObserver<Message> open(EtcdMethods method, StreamObserver<Message> answers) {
        return ClientCalls.asyncBidiStreamingCall(channel.newCall(descriptor(method), CallOptions.DEFAULT), answers);
    }

    /** Opens a stream in both directions. */
    public ApiStream open(EtcdMethods method) {
        return new ApiStream(channel.newCall(descriptor(method), CallOptions.DEFAULT));
    }

    @Override
    public void close() {
        connection.shutdownNow();
    }

    private CallOptions options() {
        return CallOptions.DEFAULT.withDeadlineAfter(patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    private static MethodDescriptor<Message, Message> descriptor(EtcdMethods method) {
        return MethodDescriptor.<Message, Message>newBuilder()
                .setType(type(method.kind()))
                .setFullMethodName(method.path().substring(1))
                .setRequestMarshaller(ProtoUtils.marshaller(method.request()))
                .setResponseMarshaller(ProtoUtils.marshaller(method.response()))
                .build();
    }

    private static MethodDescriptor.MethodType type(MethodKind kind) {
        return switch (kind) {
            case UNARY -> MethodDescriptor.MethodType.UNARY;
            case SERVER_STREAM -> MethodDescriptor.MethodType.SERVER_STREAMING;
            case CLIENT_STREAM -> MethodDescriptor.MethodType.CLIENT_STREAMING;
            case BIDIRECTIONAL -> MethodDescriptor.MethodType.BIDI_STREAMING;
        };
    }
}
