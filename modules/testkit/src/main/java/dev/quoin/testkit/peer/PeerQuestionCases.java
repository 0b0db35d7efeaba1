package dev.quoin.testkit.peer;

import static dev.quoin.testkit.peer.PeerCases.bytes;
import static dev.quoin.testkit.peer.PeerCases.completing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quoin.api.peer.ClusterException;
import dev.quoin.api.peer.ClusterException.Reason;
import dev.quoin.api.peer.PeerTransport;
import dev.quoin.api.peer.PeerTransport.Lane;
import dev.quoin.testkit.peer.PeerHarness.Running;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Questions to members, also of those who are none. */
public interface PeerQuestionCases extends PeerCases {
    @Test
    default void aQuestionIsAnsweredAlsoToOneWhoIsNoMember() throws Exception {
        Running one = harness().start(CLUSTER, 1);
        PeerTransport stranger = harness().open(0, 0, PeerHarness.freeUrl());
        assertThat(ask(stranger, one, "echo")).isEqualTo("question");
        assertThat(ask(stranger, one, "echo")).isEqualTo("question");
    }

    @Test
    default void aQuestionThatIsRefusedTellsWhy() {
        Running one = harness().start(CLUSTER, 1);
        Running two = harness().start(CLUSTER, 2);
        assertThatThrownBy(() -> ask(one.transport(), two, "refuse"))
                .hasCauseInstanceOf(ClusterException.class)
                .hasMessageContaining("nobody leads: \u00fc%")
                .satisfies(e -> assertThat(reason(e)).isEqualTo(Reason.NO_LEADER));
    }

    @Test
    default void aQuestionToNobodyFails() {
        Running one = harness().start(CLUSTER, 1);
        Running gone = harness().start(CLUSTER, 2);
        gone.transport().close();
        assertThatThrownBy(() -> ask(one.transport(), gone, "echo")).hasCauseInstanceOf(ClusterException.class);
        assertThatThrownBy(() -> ask(one.transport(), harness().start(CLUSTER, 3), "silent"))
                .hasCauseInstanceOf(ClusterException.class)
                .satisfies(e -> assertThat(reason(e)).isEqualTo(Reason.TIMEOUT));
    }

    @Test
    default void strangersAreRefused() throws InterruptedException {
        Running one = harness().start(CLUSTER, 1);
        Running foreign = harness().start(CLUSTER + 1, 2);
        Running mistaken = harness().start(CLUSTER, 3);
        Running friend = harness().start(CLUSTER, 4);
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

    private static String ask(PeerTransport transport, Running whom, String method) throws Exception {
        CompletableFuture<byte[]> answer = new CompletableFuture<>();
        transport.call(whom.url(), method, bytes("question"), completing(answer));
        return new String(answer.get(30, TimeUnit.SECONDS), StandardCharsets.UTF_8);
    }

    private static Reason reason(Throwable failure) {
        if (failure.getCause() instanceof ClusterException cause) {
            return cause.reason();
        }
        throw new AssertionError("not the engine's way to say why", failure);
    }
}
