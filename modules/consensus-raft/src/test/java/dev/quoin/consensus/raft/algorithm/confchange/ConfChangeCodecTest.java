package dev.quoin.consensus.raft.algorithm.confchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quoin.consensus.raft.algorithm.message.Entry;
import dev.quoin.consensus.raft.algorithm.message.EntryType;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Membership changes in etcd's bytes. */
class ConfChangeCodecTest {
    private static final SingleChange ADD = new SingleChange(ChangeType.ADD_NODE, 0x8e9e05c52164694dL);

    @Test
    void olderFormHasIdTypeNodeAndContext() {
        Entry entry = ConfChangeCodec.singleProposal(5, ADD, new byte[] {'x', 'y'});
        assertThat(entry.type()).isEqualTo(EntryType.CONF_CHANGE);
        assertThat(HexFormat.of().formatHex(entry.data()))
                .isEqualTo("08051000" + "18cdd2918bd2b881cf8e01" + "22027879");
        assertThat(ConfChangeCodec.proposalId(entry)).isEqualTo(5);
        ConfChange change = ConfChangeCodec.decode(entry);
        assertThat(change.changes()).containsExactly(ADD);
        assertThat(change.context()).containsExactly('x', 'y');
        assertThat(change.entersJoint()).isFalse();
    }

    @Test
    void newerFormHasTransitionChangesAndContext() {
        ConfChange change = new ConfChange(
                Transition.JOINT_EXPLICIT,
                List.of(
                        new SingleChange(ChangeType.REMOVE_NODE, 1),
                        new SingleChange(ChangeType.ADD_LEARNER_NODE, 300)),
                new byte[] {7});
        Entry entry = ConfChangeCodec.proposal(change);
        assertThat(entry.type()).isEqualTo(EntryType.CONF_CHANGE_V2);
        assertThat(HexFormat.of().formatHex(entry.data()))
                .isEqualTo("0802" + "120408011001" + "1205080310ac02" + "1a0107");
        ConfChange read = ConfChangeCodec.decode(entry);
        assertThat(read.toString()).isEqualTo(change.toString());
        assertThat(read.shortForm()).isEqualTo("r1 l300");
    }

    @Test
    void leavingTakesNoData() {
        Entry entry = ConfChangeCodec.proposal(ConfChange.leave());
        assertThat(entry.data()).isEmpty();
        assertThat(ConfChangeCodec.decode(entry).leavesJoint()).isTrue();
    }

    @Test
    void damagedDataIsRefusedOrReadAsSomethingElseButNeverFailsOtherwise() {
        byte[] whole = ConfChangeCodec.singleProposal(5, ADD, new byte[20]).data();
        for (EntryType type : List.of(EntryType.CONF_CHANGE, EntryType.CONF_CHANGE_V2)) {
            for (int seed = 0; seed < 5_000; seed++) {
                Random random = new Random(seed);
                byte[] damaged = Arrays.copyOf(whole, random.nextInt(whole.length + 1));
                for (int i = 0; i < 3 && damaged.length > 0; i++) {
                    damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
                }
                try {
                    ConfChangeCodec.decode(new Entry(1, 1, type, damaged));
                } catch (ConfChangeException refused) {
                    assertThat(refused).hasMessageMatching("damaged membership change.*|un(known|expected).*");
                }
            }
        }
    }

    @Test
    void cutOffDataIsNamed() {
        byte[] data = Arrays.copyOf(
                ConfChangeCodec.singleProposal(5, ADD, new byte[20]).data(), 20);
        assertThatThrownBy(() -> ConfChangeCodec.decode(new Entry(1, 1, EntryType.CONF_CHANGE, data)))
                .isInstanceOf(ConfChangeException.class)
                .hasMessage("damaged membership change at byte 17 of 20");
        assertThatThrownBy(() -> ConfChangeCodec.decode(Entry.proposal(data)))
                .hasMessageContaining("does not change the membership");
    }
}
