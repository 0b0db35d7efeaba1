package dev.quoin.consensus.raft.algorithm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.consensus.raft.algorithm.message.Append;
import dev.quoin.consensus.raft.algorithm.message.AppendResponse;
import dev.quoin.consensus.raft.algorithm.message.Entry;
import dev.quoin.consensus.raft.algorithm.message.HeartbeatResponse;
import dev.quoin.consensus.raft.algorithm.message.StorageApply;
import dev.quoin.consensus.raft.algorithm.support.Peer;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** How much a leader sends ahead, keeps uncommitted, and hands out to be applied. */
class FlowControlTest {
    /** A leader with one follower in step and one that never answered. */
    private static Peer leader(Consumer<RaftConfigBuilder> settings) {
        Peer leader = Peer.oneOfThree(settings).lead(2);
        leader.receive(AppendResponse.accepted(2, 1, 2, 2));
        leader.takeSent();
        return leader;
    }

    private static List<Append> appendsTo(Peer leader, long to) {
        return leader.sent(Append.class).stream()
                .filter(append -> append.to() == to)
                .toList();
    }

    private static void propose(Peer leader, int count, int bytes) {
        for (int i = 0; i < count; i++) {
            leader.node.propose(new byte[bytes]);
        }
    }

    @Test
    void appendsGoAheadOfTheirAnswers() {
        Peer leader = leader(builder -> {});
        propose(leader, 3, 1);
        assertThat(appendsTo(leader, 2)).extracting(Append::prevIndex).containsExactly(2L, 3L, 4L);
    }

    @Test
    void onlyOneAppendToWhoHasNotAnswered() {
        Peer leader = leader(builder -> {});
        propose(leader, 3, 1);
        assertThat(appendsTo(leader, 3)).isEmpty();
        leader.receive(new HeartbeatResponse(3, 1, 2, 0));
        assertThat(appendsTo(leader, 3)).hasSize(1);
        propose(leader, 3, 1);
        assertThat(appendsTo(leader, 3)).isEmpty();
    }

    @Test
    void noMoreMessagesAheadThanAllowed() {
        Peer leader = leader(builder -> builder.maxInflightMessages(3));
        propose(leader, 10, 1);
        assertThat(appendsTo(leader, 2)).hasSize(3);
        leader.receive(AppendResponse.accepted(2, 1, 2, 4));
        assertThat(appendsTo(leader, 2))
                .filteredOn(append -> !append.entries().isEmpty())
                .singleElement()
                .satisfies(append -> assertThat(append.entries()).hasSize(7));
    }

    @Test
    void noMoreBytesAheadThanAllowed() {
        Peer leader = leader(builder -> builder.maxInflightBytes(250).maxSizePerMessage(200));
        propose(leader, 10, 100);
        assertThat(appendsTo(leader, 2)).hasSize(3);
        leader.receive(AppendResponse.accepted(2, 1, 2, 3));
        assertThat(appendsTo(leader, 2))
                .filteredOn(append -> !append.entries().isEmpty())
                .hasSize(1);
    }

    @Test
    void fullWindowOpensAgainAfterLoss() {
        Peer leader = leader(builder -> builder.maxInflightMessages(2));
        propose(leader, 5, 1);
        leader.sent(Append.class);
        leader.receive(new HeartbeatResponse(2, 1, 2, 0));
        List<Append> probe = appendsTo(leader, 2);
        assertThat(probe)
                .singleElement()
                .satisfies(append -> assertThat(append.entries()).isEmpty());
        leader.receive(new AppendResponse(2, 1, 2, probe.getFirst().prevIndex(), true, 2, 2));
        assertThat(appendsTo(leader, 2)).extracting(Append::prevIndex).containsExactly(2L);
    }

    @Test
    void messagesAreCutToSize() {
        Peer leader = leader(builder -> builder.maxSizePerMessage(250));
        leader.node.propose(List.of(new byte[100], new byte[100], new byte[100], new byte[400], new byte[1]));
        leader.work();
        leader.receive(AppendResponse.accepted(2, 1, 2, 4));
        assertThat(appendsTo(leader, 2))
                .filteredOn(append -> !append.entries().isEmpty())
                .extracting(append -> append.entries().size())
                .containsExactly(2, 1, 1, 1);
    }

    @Test
    void sizeOfZeroMeansOneEntryEach() {
        Peer leader = leader(builder -> builder.maxSizePerMessage(0));
        leader.node.propose(List.of(new byte[1], new byte[1], new byte[1]));
        leader.work();
        leader.receive(AppendResponse.accepted(2, 1, 2, 3));
        assertThat(appendsTo(leader, 2))
                .filteredOn(append -> !append.entries().isEmpty())
                .allSatisfy(append -> assertThat(append.entries()).hasSize(1));
    }

    @Test
    void unreachableFollowerIsProbed() {
        Peer leader = leader(builder -> {});
        propose(leader, 2, 1);
        leader.sent(Append.class);
        leader.node.reportUnreachable(2);
        propose(leader, 2, 1);
        assertThat(appendsTo(leader, 2)).singleElement().satisfies(append -> {
            assertThat(append.prevIndex()).isEqualTo(2);
            assertThat(append.entries()).hasSize(3);
        });
    }

    @Test
    void proposalsAreDroppedBeyondTheUncommittedLimit() {
        Peer leader = leader(builder -> builder.maxUncommittedSize(250));
        assertThat(leader.node.propose(new byte[100])).isEqualTo(StepResult.OK);
        assertThat(leader.node.propose(new byte[100])).isEqualTo(StepResult.OK);
        assertThat(leader.node.propose(new byte[100])).isEqualTo(StepResult.PROPOSAL_DROPPED);
        assertThat(leader.node.propose(new byte[0])).isEqualTo(StepResult.OK);
        leader.work();
        leader.receive(AppendResponse.accepted(2, 1, 2, 3));
        assertThat(leader.node.propose(new byte[100])).isEqualTo(StepResult.OK);
    }

    @Test
    void largeProposalIsTakenWhenNothingElseIsUncommitted() {
        Peer leader = leader(builder -> builder.maxUncommittedSize(10));
        assertThat(leader.node.propose(new byte[100])).isEqualTo(StepResult.OK);
        assertThat(leader.node.propose(new byte[1])).isEqualTo(StepResult.PROPOSAL_DROPPED);
    }

    @Test
    void noMoreIsHandedOutThanMayBeUnapplied() {
        Peer leader = leader(builder -> builder.asyncStorageWrites(true).maxCommittedSizePerReady(250));
        propose(leader, 5, 100);
        leader.takeReady();
        while (!leader.appends.isEmpty()) {
            leader.appendOne();
        }
        leader.node.step(AppendResponse.accepted(2, 1, 2, 7));
        leader.takeReady();
        assertThat(leader.applies).hasSize(1);
        StorageApply first = leader.applies.remove();
        assertThat(Entry.encodedSize(first.entries())).isLessThanOrEqualTo(250);
        leader.takeReady();
        assertThat(leader.applies).isEmpty();
        leader.node.step(first.response());
        leader.takeReady();
        assertThat(leader.applies).hasSize(1);
        leader.work();
        assertThat(leader.node.applied()).isEqualTo(7);
    }
}
