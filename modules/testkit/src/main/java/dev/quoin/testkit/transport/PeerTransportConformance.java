package dev.quoin.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quoin.api.consensus.ConsensusException;
import dev.quoin.api.consensus.ConsensusException.Reason;
import dev.quoin.api.consensus.ConsensusNode.Completion;
import dev.quoin.api.consensus.Membership;
import dev.quoin.api.consensus.SnapshotMeta;
import dev.quoin.api.consensus.SnapshotSource;
import dev.quoin.api.transport.PeerTransport;
import dev.quoin.api.transport.PeerTransport.Lane;
import dev.quoin.api.transport.PeerTransportProvider;
import dev.quoin.api.transport.TransportException;
import dev.quoin.testkit.transport.PeerHarness.Running;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every peer transport must do. Extend it and say what to test. The rules are in docs/spi/peer-transport.md. */
public abstract class PeerTransportConformance {
    private static final long CLUSTER = PeerHarness.CLUSTER;
    private static final int SNAPSHOT_BYTES = 5 << 20;

    private PeerHarness harness;

    /** For subclasses. */
    @SuppressWarnings("NullAway.Init") // JUnit calls open before each test
    protected PeerTransportConformance() {}

    /** The transport under test. */
    protected abstract PeerTransportProvider provider();

    @BeforeEach
    void open() {
        harness = new PeerHarness(provider());
    }

    @AfterEach
    void close() {
        harness.close();
    }

    @Test
    void messagesOfALaneArriveWholeAndInOrder() throws InterruptedException {
        Running one = harness.start(CLUSTER, 1);
        Running two = harness.start(CLUSTER, 2);
        one.knows(two);
        for (Lane lane : Lane.values()) {
            PeerHarness.sendUntilTaken(one, two, lane, bytes("begin"));
            assertThat(PeerHarness.next(two.told().messages, "the first message"))
                    .asString()
                    .isEqualTo("begin");
            for (int i = 0; i < 500; i++) {
                assertThat(one.transport().send(2, lane, List.of(bytes("part"), bytes(" " + i))))
                        .isTrue();
            }
            for (int i = 0; i < 500; i++) {
                assertThat(PeerHarness.next(two.told().messages, "message " + i))
                        .asString()
                        .isEqualTo("part " + i);
            }
        }
        assertThat(one.transport().activeNanos(2)).isNotNegative();
    }

    @Test
    void theLargestMessageArrivesUnchanged() throws InterruptedException {
        Running one = harness.start(CLUSTER, 1);
        Running two = harness.start(CLUSTER, 2);
        one.knows(two);
        byte[] large = new byte[PeerHarness.MAX_MESSAGE_BYTES];
        new Random(1).nextBytes(large);
        PeerHarness.sendUntilTaken(one, two, Lane.BULK, large);
        PeerHarness.sendUntilTaken(one, two, Lane.BULK, new byte[0]);
        assertThat(PeerHarness.next(two.told().messages, "the large one")).isEqualTo(large);
        assertThat(PeerHarness.next(two.told().messages, "the empty one")).isEmpty();
    }

    @Test
    void nothingIsTakenForAMemberThatIsNotThere() {
        Running one = harness.start(CLUSTER, 1);
        one.transport().setPeer(2, List.of(PeerHarness.freeUrl()));
        assertThat(one.transport().send(2, Lane.URGENT, List.of(bytes("x")))).isFalse();
        assertThat(one.transport().send(3, Lane.URGENT, List.of(bytes("x")))).isFalse();
        assertThat(one.transport().activeNanos(2)).isNegative();
    }

    @Test
    void aMemberThatComesBackIsReachedAgain() throws InterruptedException {
        Running one = harness.start(CLUSTER, 1);
        Running two = harness.start(CLUSTER, 2);
        one.knows(two);
        for (Lane lane : Lane.values()) {
            PeerHarness.sendUntilTaken(one, two, lane, bytes("x"));
            PeerHarness.next(two.told().messages, "a message");
        }
        two.transport().close();
        assertThat(PeerHarness.next(one.told().unreachable, "that it is gone")).isEqualTo(2L);
        Running again = harness.start(CLUSTER, 2, two.url());
        // What was taken may still be lost with the old connection, so it is sent until it arrives.
        byte @Nullable [] arrived = null;
        for (int i = 0; i < 1000 && arrived == null; i++) {
            PeerHarness.sendUntilTaken(one, again, Lane.URGENT, bytes("back"));
            arrived = again.told().messages.poll(50, TimeUnit.MILLISECONDS);
        }
        assertThat(arrived).asString().isEqualTo("back");
        // Once for each change of state.
        assertThat(one.told().unreachable).isEmpty();
    }

    @Test
    void aMemberIsSentToAtItsOwnUrlOnly() throws InterruptedException {
        Running one = harness.start(CLUSTER, 1);
        Running two = harness.start(CLUSTER, 2, PeerHarness.freeUrl(), PeerHarness.freeUrl());
        two.knows(one);
        PeerHarness.sendUntilTaken(two, one, Lane.URGENT, bytes("x"));
        PeerHarness.next(one.told().messages, "a message");
        assertThat(one.transport().send(2, Lane.URGENT, List.of(bytes("y")))).isFalse();
    }

    @Test
    void aMemberThatIsNotKnownIsAnswered() throws InterruptedException {
        Running one = harness.start(CLUSTER, 1);
        Running two = harness.start(CLUSTER, 2);
        two.knows(one);
        PeerHarness.sendUntilTaken(two, one, Lane.URGENT, bytes("I lead"));
        PeerHarness.next(one.told().messages, "a message");
        for (Lane lane : Lane.values()) {
            PeerHarness.sendUntilTaken(one, two, lane, bytes("yes"));
            assertThat(PeerHarness.next(two.told().messages, "an answer"))
                    .asString()
                    .isEqualTo("yes");
        }
        // What it is set to later counts for more than what it said.
        one.transport().setPeer(2, List.of(PeerHarness.freeUrl()));
        assertThat(PeerHarness.next(one.told().unreachable, "that it is not there"))
                .isEqualTo(2L);
    }

    @Test
    void strangersAreRefused() throws InterruptedException {
        Running one = harness.start(CLUSTER, 1);
        Running foreign = harness.start(CLUSTER + 1, 2);
        Running mistaken = harness.start(CLUSTER, 3);
        Running friend = harness.start(CLUSTER, 4);
        foreign.knows(one);
        mistaken.transport().setPeer(9, List.of(one.url()));
        friend.knows(one);
        PeerHarness.sendUntilTaken(friend, one, Lane.URGENT, bytes("friend"));
        assertThat(PeerHarness.next(one.told().messages, "a message"))
                .asString()
                .isEqualTo("friend");
        assertThat(foreign.transport().send(1, Lane.URGENT, List.of(bytes("x"))))
                .isFalse();
        assertThat(mistaken.transport().send(9, Lane.URGENT, List.of(bytes("x"))))
                .isFalse();
        assertThatThrownBy(() -> ask(foreign.transport(), one, "echo")).hasMessageContaining("cluster ID mismatch");
    }

    @Test
    void aMemberThatWasRemovedIsTold() throws InterruptedException {
        Running one = harness.start(CLUSTER, 1);
        Running two = harness.start(CLUSTER, 2);
        one.knows(two);
        two.knows(one);
        PeerHarness.sendUntilTaken(two, one, Lane.URGENT, bytes("x"));
        one.transport().removePeer(2);
        PeerHarness.next(two.told().removals, "that it was removed");
        assertThat(one.transport().send(2, Lane.URGENT, List.of(bytes("x")))).isFalse();
    }

    @Test
    void aSnapshotArrivesBehindItsMessage() throws Exception {
        Running one = harness.start(CLUSTER, 1);
        Running two = harness.start(CLUSTER, 2);
        one.knows(two);
        byte[] content = new byte[SNAPSHOT_BYTES];
        new Random(2).nextBytes(content);
        Source source = new Source(content);
        send(one, source).get(30, TimeUnit.SECONDS);
        assertThat(PeerHarness.next(two.told().snapshots, "the snapshot"))
                .isEqualTo("head " + SNAPSHOT_BYTES + " " + Arrays.hashCode(content));
        assertThat(source.closed).isTrue();
    }

    @Test
    void aSnapshotThatIsRefusedFails() throws Exception {
        Running one = harness.start(CLUSTER, 1);
        Running two = harness.start(CLUSTER, 2);
        one.knows(two);
        two.told().refusesSnapshots = true;
        Source source = new Source(new byte[SNAPSHOT_BYTES]);
        assertThatThrownBy(() -> send(one, source).get(30, TimeUnit.SECONDS)).hasMessageContaining("no room");
        assertThat(PeerHarness.next(two.told().snapshots, "that it broke")).isEqualTo("head broken");
        assertThat(source.closed).isTrue();
    }

    @Test
    void aSnapshotForNobodyFails() {
        Running one = harness.start(CLUSTER, 1);
        Source source = new Source(new byte[1]);
        assertThatThrownBy(() -> send(one, source).get(30, TimeUnit.SECONDS))
                .hasCauseInstanceOf(ConsensusException.class);
        assertThat(source.closed).isTrue();
    }

    @Test
    void aQuestionIsAnsweredAlsoToOneWhoIsNoMember() throws Exception {
        Running one = harness.start(CLUSTER, 1);
        PeerTransport stranger = harness.open(0, 0, PeerHarness.freeUrl());
        assertThat(ask(stranger, one, "echo")).isEqualTo("question");
        assertThat(ask(stranger, one, "echo")).isEqualTo("question");
    }

    @Test
    void aQuestionThatIsRefusedTellsWhy() {
        Running one = harness.start(CLUSTER, 1);
        Running two = harness.start(CLUSTER, 2);
        assertThatThrownBy(() -> ask(one.transport(), two, "refuse"))
                .hasCauseInstanceOf(ConsensusException.class)
                .hasMessageContaining("nobody leads: \u00fc%")
                .satisfies(e -> assertThat(reason(e)).isEqualTo(Reason.NO_LEADER));
    }

    @Test
    void aQuestionToNobodyFails() {
        Running one = harness.start(CLUSTER, 1);
        Running gone = harness.start(CLUSTER, 2);
        gone.transport().close();
        assertThatThrownBy(() -> ask(one.transport(), gone, "echo")).hasCauseInstanceOf(ConsensusException.class);
        assertThatThrownBy(() -> ask(one.transport(), harness.start(CLUSTER, 3), "silent"))
                .hasCauseInstanceOf(ConsensusException.class)
                .satisfies(e -> assertThat(reason(e)).isEqualTo(Reason.TIMEOUT));
    }

    @Test
    void aUrlThatIsTakenIsNamed() {
        Running one = harness.start(CLUSTER, 1);
        assertThatThrownBy(() -> harness.start(CLUSTER, 2, one.url()))
                .isInstanceOf(TransportException.class)
                .hasMessageContaining(one.url().toString());
    }

    private static String ask(PeerTransport transport, Running whom, String method) throws Exception {
        CompletableFuture<byte[]> answer = new CompletableFuture<>();
        transport.call(whom.url(), method, bytes("question"), completing(answer));
        return new String(answer.get(30, TimeUnit.SECONDS), StandardCharsets.UTF_8);
    }

    private static CompletableFuture<Void> send(Running from, SnapshotSource source) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        from.transport().sendSnapshot(2, bytes("head"), source, completing(done));
        return done;
    }

    private static <T> Completion<T> completing(CompletableFuture<T> future) {
        return new Completion<>() {
            @Override
            public void done(T result) {
                future.complete(result);
            }

            @Override
            public void failed(ConsensusException cause) {
                future.completeExceptionally(cause);
            }
        };
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static final class Source implements SnapshotSource {
        private final ByteBuffer content;
        private final AtomicBoolean closed = new AtomicBoolean();

        Source(byte[] content) {
            this.content = ByteBuffer.wrap(content);
        }

        @Override
        public SnapshotMeta meta() {
            return new SnapshotMeta(1, 1, Membership.empty());
        }

        @Override
        public int read(ByteBuffer target) {
            if (!content.hasRemaining()) {
                return -1;
            }
            int some = Math.min(content.remaining(), target.remaining());
            target.put(content.slice(content.position(), some));
            content.position(content.position() + some);
            return some;
        }

        @Override
        public boolean isOpen() {
            return !closed.get();
        }

        @Override
        public void close() {
            closed.set(true);
        }
    }

    private static Reason reason(Throwable failure) {
        if (failure.getCause() instanceof ConsensusException cause) {
            return cause.reason();
        }
        throw new AssertionError("not the engine's way to say why", failure);
    }
}
