package dev.quoin.testkit.peer;

import static dev.quoin.testkit.peer.PeerCases.bytes;
import static dev.quoin.testkit.peer.PeerCases.completing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quoin.api.peer.ClusterException;
import dev.quoin.testkit.peer.PeerHarness.Running;
import java.nio.channels.ReadableByteChannel;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Snapshots on their way from member to member. */
public interface PeerSnapshotCases extends PeerCases {
    /** More than buffers on the way hold. */
    int SNAPSHOT_BYTES = 5 << 20;

    @Test
    default void aSnapshotArrivesBehindItsMessage() throws Exception {
        Running one = harness().start(CLUSTER, 1);
        Running two = harness().start(CLUSTER, 2);
        one.knows(two);
        byte[] content = new byte[SNAPSHOT_BYTES];
        new Random(2).nextBytes(content);
        BytesSource source = new BytesSource(content);
        send(one, source).get(30, TimeUnit.SECONDS);
        assertThat(PeerHarness.next(two.told().snapshots, "the snapshot"))
                .isEqualTo("head " + SNAPSHOT_BYTES + " " + Arrays.hashCode(content));
        assertThat(source.closed).isTrue();
    }

    @Test
    default void aSnapshotThatIsRefusedFails() throws Exception {
        Running one = harness().start(CLUSTER, 1);
        Running two = harness().start(CLUSTER, 2);
        one.knows(two);
        two.told().refusesSnapshots = true;
        BytesSource source = new BytesSource(new byte[SNAPSHOT_BYTES]);
        assertThatThrownBy(() -> send(one, source).get(30, TimeUnit.SECONDS)).hasMessageContaining("no room");
        assertThat(PeerHarness.next(two.told().snapshots, "that it broke")).isEqualTo("head broken");
        assertThat(source.closed).isTrue();
    }

    @Test
    default void aSnapshotForNobodyFails() {
        Running one = harness().start(CLUSTER, 1);
        BytesSource source = new BytesSource(new byte[1]);
        assertThatThrownBy(() -> send(one, source).get(30, TimeUnit.SECONDS))
                .hasCauseInstanceOf(ClusterException.class);
        assertThat(source.closed).isTrue();
    }

    private static CompletableFuture<Void> send(Running from, ReadableByteChannel source) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        from.transport().sendSnapshot(2, bytes("head"), source, completing(done));
        return done;
    }
}
