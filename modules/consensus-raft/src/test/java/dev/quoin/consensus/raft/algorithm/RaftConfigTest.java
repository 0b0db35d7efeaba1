package dev.quoin.consensus.raft.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quoin.consensus.raft.algorithm.log.MemoryStorage;
import dev.quoin.consensus.raft.algorithm.read.ReadOnlyOption;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What a member is not started with. */
class RaftConfigTest {
    private static void refused(long id, String why, Consumer<RaftConfigBuilder> settings) {
        RaftConfigBuilder builder = RaftConfig.builder(id, new MemoryStorage()).randomInt(bound -> 0);
        settings.accept(builder);
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(why);
    }

    @Test
    void sensibleValuesAreTaken() {
        RaftConfig config =
                RaftConfig.builder(1, new MemoryStorage()).randomInt(bound -> 0).build();
        assertThat(config.preVote()).isTrue();
        assertThat(config.checkQuorum()).isTrue();
    }

    @Test
    void othersAreNamed() {
        refused(0, "cannot use none as id", b -> {});
        refused(-1, "cannot use local target as id", b -> {});
        refused(-2, "cannot use local target as id", b -> {});
        refused(1, "heartbeat tick must be greater than 0", b -> b.heartbeatTick(0));
        refused(1, "election tick must be greater than heartbeat tick", b -> b.electionTick(1));
        refused(1, "max message size must not be negative", b -> b.maxSizePerMessage(-1));
        refused(1, "max committed size per ready must be greater than 0", b -> b.maxCommittedSizePerReady(0));
        refused(1, "max uncommitted size must be greater than 0", b -> b.maxUncommittedSize(0));
        refused(1, "max inflight messages must be greater than 0", b -> b.maxInflightMessages(0));
        refused(
                1,
                "max inflight bytes must be >= max message size",
                b -> b.maxInflightBytes(5).maxSizePerMessage(6));
        refused(
                1,
                "CheckQuorum must be enabled when ReadOnlyOption is ReadOnlyLeaseBased",
                b -> b.checkQuorum(false).readOnlyOption(ReadOnlyOption.LEASE_BASED));
        assertThatThrownBy(() -> RaftConfig.builder(1, new MemoryStorage()).build())
                .hasMessage("a source of random numbers is needed");
    }
}
