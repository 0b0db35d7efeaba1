package dev.quoin.testkit.peer;

import static dev.quoin.testkit.peer.PeerCases.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quoin.api.peer.PeerTransport.Lane;
import dev.quoin.api.transport.TransportException;
import dev.quoin.testkit.peer.PeerHarness.Running;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Messages between members, and who gets them. */
public interface PeerMessageCases extends PeerCases {
    @Test
    default void messagesOfALaneArriveWholeAndInOrder() throws InterruptedException {
        Running one = harness().start(CLUSTER, 1);
        Running two = harness().start(CLUSTER, 2);
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
    default void theLargestMessageArrivesUnchanged() throws InterruptedException {
        Running one = harness().start(CLUSTER, 1);
        Running two = harness().start(CLUSTER, 2);
        one.knows(two);
        byte[] large = new byte[PeerHarness.MAX_MESSAGE_BYTES];
        new Random(1).nextBytes(large);
        PeerHarness.sendUntilTaken(one, two, Lane.BULK, large);
        PeerHarness.sendUntilTaken(one, two, Lane.BULK, new byte[0]);
        assertThat(PeerHarness.next(two.told().messages, "the large one")).isEqualTo(large);
        assertThat(PeerHarness.next(two.told().messages, "the empty one")).isEmpty();
    }

    @Test
    default void nothingIsTakenForAMemberThatIsNotThere() {
        Running one = harness().start(CLUSTER, 1);
        one.transport().setPeer(2, List.of(PeerHarness.freeUrl()));
        assertThat(one.transport().send(2, Lane.URGENT, List.of(bytes("x")))).isFalse();
        assertThat(one.transport().send(3, Lane.URGENT, List.of(bytes("x")))).isFalse();
        assertThat(one.transport().activeNanos(2)).isNegative();
    }

    @Test
    default void aMemberThatComesBackIsReachedAgain() throws InterruptedException {
        Running one = harness().start(CLUSTER, 1);
        Running two = harness().start(CLUSTER, 2);
        one.knows(two);
        for (Lane lane : Lane.values()) {
            PeerHarness.sendUntilTaken(one, two, lane, bytes("x"));
            PeerHarness.next(two.told().messages, "a message");
        }
        two.transport().close();
        assertThat(PeerHarness.next(one.told().unreachable, "that it is gone")).isEqualTo(2L);
        Running again = harness().start(CLUSTER, 2, two.url());
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
    default void aMemberIsSentToAtItsOwnUrlOnly() throws InterruptedException {
        Running one = harness().start(CLUSTER, 1);
        Running two = harness().start(CLUSTER, 2, PeerHarness.freeUrl(), PeerHarness.freeUrl());
        two.knows(one);
        PeerHarness.sendUntilTaken(two, one, Lane.URGENT, bytes("x"));
        PeerHarness.next(one.told().messages, "a message");
        assertThat(one.transport().send(2, Lane.URGENT, List.of(bytes("y")))).isFalse();
    }

    @Test
    default void aMemberThatIsNotKnownIsAnswered() throws InterruptedException {
        Running one = harness().start(CLUSTER, 1);
        Running two = harness().start(CLUSTER, 2);
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
    default void aMemberThatWasRemovedIsTold() throws InterruptedException {
        Running one = harness().start(CLUSTER, 1);
        Running two = harness().start(CLUSTER, 2);
        one.knows(two);
        two.knows(one);
        PeerHarness.sendUntilTaken(two, one, Lane.URGENT, bytes("x"));
        one.transport().removePeer(2);
        PeerHarness.next(two.told().removals, "that it was removed");
        assertThat(one.transport().send(2, Lane.URGENT, List.of(bytes("x")))).isFalse();
    }

    @Test
    default void aUrlThatIsTakenIsNamed() {
        Running one = harness().start(CLUSTER, 1);
        assertThatThrownBy(() -> harness().start(CLUSTER, 2, one.url()))
                .isInstanceOf(TransportException.class)
                .hasMessageContaining(one.url().toString());
    }
}
