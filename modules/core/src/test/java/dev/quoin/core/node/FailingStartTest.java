package dev.quoin.core.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quoin.api.peer.ClusterException;
import dev.quoin.api.peer.ClusterException.Reason;
import org.junit.jupiter.api.Test;

/** A start that fails leaves nothing open behind it. */
class FailingStartTest {
    @Test
    void anEngineThatCanNotBeOpenedClosesWhatWasOpenedBefore() {
        NodeFixture.Place place = new NodeFixture.Place();
        assertThatThrownBy(() -> new Node(NodeFixture.config(), place.surroundings(), machine -> {
                    assertThat(place.host.runningAgents()).isNotEmpty();
                    throw new ClusterException(Reason.CORRUPT, "the log is damaged");
                }))
                .isInstanceOf(ClusterException.class)
                .hasMessage("the log is damaged");
        assertThat(place.host.runningAgents()).isEmpty();
        assertThatThrownBy(() -> place.backend().openView()).isInstanceOf(RuntimeException.class);
    }
}
