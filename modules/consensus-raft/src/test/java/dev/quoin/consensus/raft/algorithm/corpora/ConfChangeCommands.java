package dev.quoin.consensus.raft.algorithm.corpora;

import dev.quoin.consensus.raft.algorithm.confchange.Changer;
import dev.quoin.consensus.raft.algorithm.confchange.ConfChangeException;
import dev.quoin.consensus.raft.algorithm.confchange.SingleChange;
import dev.quoin.consensus.raft.algorithm.tracker.ProgressTracker;
import java.util.List;

/**
 * The commands of the confchange corpus. The log grows by one entry with each, which shows in the progress of new
 * members.
 */
final class ConfChangeCommands {
    private final ProgressTracker tracker = new ProgressTracker(10, Long.MAX_VALUE);
    private long lastIndex;

    String handle(Directive d) {
        Changer changer = new Changer(tracker, lastIndex++);
        List<SingleChange> changes = ChangeTokens.parse(d.input());
        try {
            Changer.Result result = switch (d.command()) {
                case "simple" -> changer.simple(changes);
                case "enter-joint" ->
                    changer.enterJoint(
                            !d.arguments().isEmpty() && Boolean.parseBoolean(d.required("autoleave")), changes);
                case "leave-joint" -> changer.leaveJoint();
                default -> throw new IllegalArgumentException("unknown command " + d.command());
            };
            tracker.switchTo(result.config(), result.progress());
        } catch (ConfChangeException refused) {
            return refused.getMessage();
        }
        return tracker.config() + "\n" + tracker.progress();
    }
}
