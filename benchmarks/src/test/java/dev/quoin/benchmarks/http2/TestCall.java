package dev.quoin.benchmarks.http2;

import dev.quoin.protocol.method.EtcdMethods;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;

/** A call that is made once, and remembers its end. */
final class TestCall extends GrpcCall {
    final CompletableFuture<GrpcStatus> done = new CompletableFuture<>();
    private long bytes;

    TestCall(EtcdMethods method, int messageBytes) {
        ask(
                method,
                ByteBuffer.allocate(PREFIX_BYTES + messageBytes)
                        .put((byte) 0)
                        .putInt(messageBytes)
                        .array());
    }

    long bytes() {
        return bytes;
    }

    @Override
    protected void answered(GrpcStatus status) {
        bytes = received();
        done.complete(status);
    }
}
