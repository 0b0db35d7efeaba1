package dev.quoin.ctl.rehearsal;

import com.google.protobuf.Message;
import dev.quoin.protocol.method.EtcdMethods;
import io.grpc.HandlerRegistry;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.Server;
import io.grpc.ServerMethodDefinition;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCalls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * A server that answers every request with an empty message. It exists while a start cache is made, and holds
 * nothing.
 */
final class EmptyCluster implements AutoCloseable {
    private final Server server;

    EmptyCluster() throws IOException {
        server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .fallbackHandlerRegistry(new AnyMethod())
                .build()
                .start();
    }

    String endpoint() {
        return "127.0.0.1:" + server.getPort();
    }

    @Override
    public void close() {
        server.shutdownNow();
    }

    private static final class AnyMethod extends HandlerRegistry {
        @Override
        public @Nullable ServerMethodDefinition<?, ?> lookupMethod(String name, @Nullable String authority) {
            EtcdMethods method = EtcdMethods.find("/" + name);
            if (method == null) {
                return null;
            }
            Message answer = method.response();
            MethodDescriptor<byte[], Message> descriptor = MethodDescriptor.<byte[], Message>newBuilder()
                    .setType(MethodDescriptor.MethodType.UNARY)
                    .setFullMethodName(name)
                    .setRequestMarshaller(new Bytes())
                    .setResponseMarshaller(new Encoded(answer))
                    .build();
            return ServerMethodDefinition.create(descriptor, ServerCalls.asyncUnaryCall((request, observer) -> {
                observer.onNext(answer);
                observer.onCompleted();
            }));
        }
    }

    private record Encoded(Message prototype) implements Marshaller<Message> {
        @Override
        public InputStream stream(Message message) {
            return message.toByteString().newInput();
        }

        @Override
        public Message parse(InputStream stream) {
            return prototype;
        }
    }

    private record Bytes() implements Marshaller<byte[]> {
        @Override
        public InputStream stream(byte[] bytes) {
            return new ByteArrayInputStream(bytes);
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
}
