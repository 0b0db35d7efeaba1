package dev.quoin.testkit.peer;

import dev.quoin.api.peer.ClusterException;
import dev.quoin.api.peer.Completion;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** The common part of all groups of tests of a peer transport. */
public interface PeerCases {
    /** The members' cluster. */
    long CLUSTER = PeerHarness.CLUSTER;

    /** Returns the engine under test. */
    PeerHarness harness();

    /** A text as bytes. */
    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Completes a future. */
    static <T> Completion<T> completing(CompletableFuture<T> future) {
        return new Completion<>() {
            @Override
            public void done(T result) {
                future.complete(result);
            }

            @Override
            public void failed(ClusterException cause) {
                future.completeExceptionally(cause);
            }
        };
    }
}
