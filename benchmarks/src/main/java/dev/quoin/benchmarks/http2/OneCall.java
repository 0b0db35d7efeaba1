package dev.quoin.benchmarks.http2;

import com.google.protobuf.MessageLite;
import dev.quoin.protocol.method.EtcdMethods;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;

/** A call beside the load, on a connection of its own. */
public final class OneCall extends GrpcCall {
    private final CompletableFuture<GrpcStatus> done = new CompletableFuture<>();

    private OneCall(EtcdMethods method, MessageLite request) {
        byte[] message = request.toByteArray();
        byte[] frame = ByteBuffer.allocate(PREFIX_BYTES + message.length)
                .put((byte) 0)
                .putInt(message.length)
                .put(message)
                .array();
        ask(method, frame);
    }

    /** Makes the call; completes with how it ended, or exceptionally when there is no connection. */
    public static CompletableFuture<GrpcStatus> make(
            GrpcConnector connector, InetSocketAddress address, EtcdMethods method, MessageLite request) {
        return connector.connect(address).thenCompose(connection -> {
            OneCall call = new OneCall(method, request);
            connection.executor().execute(() -> {
                connection.start(call);
                connection.flush();
            });
            return call.done.whenComplete((status, error) -> connection.close());
        });
    }

    @Override
    protected void answered(GrpcStatus status) {
        done.complete(status);
    }
}
