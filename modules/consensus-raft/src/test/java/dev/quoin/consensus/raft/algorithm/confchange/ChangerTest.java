package dev.quoin.consensus.raft.algorithm.confchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.consensus.raft.algorithm.message.ConfState;
import dev.quoin.consensus.raft.algorithm.tracker.ProgressTracker;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Random changes: whatever is not refused keeps the invariants, ends where it should, and can be restored from what was
 * stored.
 */
class ChangerTest {
    private static List<SingleChange> someChanges(Random random) {
        List<SingleChange> changes = new ArrayList<>();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            ChangeType type = ChangeType.values()[random.nextInt(4)];
            changes.add(new SingleChange(type, random.nextInt(6)));
        }
        return changes;
    }

    private static boolean tryTo(ProgressTracker tracker, ConfChange change) {
        try {
            Changer.Result result = new Changer(tracker, 7).change(change);
            tracker.switchTo(result.config(), result.progress());
            return true;
        } catch (ConfChangeException refused) {
            return false;
        }
    }

    @Test
    void jointChangeEndsAsOneByOneWould() {
        int compared = 0;
        for (int seed = 0; seed < 3_000; seed++) {
            Random random = new Random(seed);
            ProgressTracker joint = new ProgressTracker(10, 10);
            ProgressTracker plain = new ProgressTracker(10, 10);
            tryTo(joint, ConfChange.of(new SingleChange(ChangeType.ADD_NODE, 1)));
            tryTo(plain, ConfChange.of(new SingleChange(ChangeType.ADD_NODE, 1)));
            for (int step = 0; step < 5; step++) {
                List<SingleChange> changes = someChanges(random);
                boolean entered = tryTo(joint, new ConfChange(Transition.JOINT_EXPLICIT, changes, new byte[0]));
                if (!entered) {
                    continue;
                }
                assertThat(tryTo(joint, ConfChange.leave())).isTrue();
                boolean all = true;
                for (SingleChange change : changes) {
                    all &= tryTo(plain, ConfChange.of(change));
                }
                if (!all) {
                    // One by one went through a configuration without voters.
                    break;
                }
                compared++;
                assertThat(plain.config()).as("seed %d", seed).isEqualTo(joint.config());
            }
        }
        assertThat(compared).isGreaterThan(1_000);
    }

    @Test
    void everyConfigurationCanBeRestored() {
        for (int seed = 0; seed < 3_000; seed++) {
            Random random = new Random(seed);
            ProgressTracker tracker = new ProgressTracker(10, 10);
            tryTo(tracker, ConfChange.of(new SingleChange(ChangeType.ADD_NODE, 1)));
            for (int step = 0; step < 6; step++) {
                Transition transition = Transition.values()[random.nextInt(3)];
                tryTo(tracker, new ConfChange(transition, someChanges(random), new byte[0]));
                if (random.nextInt(3) == 0) {
                    tryTo(tracker, ConfChange.leave());
                }
                ConfState stored = tracker.config();
                ProgressTracker restored = new ProgressTracker(10, 10);
                Restore.into(restored, stored, 7);
                assertThat(restored.config()).as("seed %d", seed).isEqualTo(stored);
            }
        }
    }
}
