package dev.quoin.core.health;

import dev.quoin.api.consensus.ConsensusNode;
import dev.quoin.api.consensus.Priority;
import dev.quoin.core.cluster.Alarms;
import dev.quoin.core.read.LinearizableReads;
import dev.quoin.core.store.Store;
import dev.quoin.core.store.StoreView;
import dev.quoin.protocol.rpc.AlarmMember;
import dev.quoin.protocol.rpc.AlarmType;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The single questions that health pages ask. Safe for use by any thread. */
final class Checks {
    private final Store store;
    private final ConsensusNode consensus;
    private final LinearizableReads reads;

    /** A question; the answer is null where all is well, else one line that says what is not. */
    @FunctionalInterface
    interface Check {
        /** Asks on an event loop; answers once, on the same loop. */
        void ask(Executor loop, Consumer<@Nullable String> answer);
    }

    Checks(Store store, ConsensusNode consensus, LinearizableReads reads) {
        this.store = store;
        this.consensus = consensus;
        this.reads = reads;
    }

    List<AlarmMember> alarms() {
        try (StoreView view = store.openView()) {
            return Alarms.list(view.backend(), AlarmType.NONE);
        }
    }

    boolean hasLeader() {
        return consensus.status().leaderId() != 0;
    }

    /** Whether this member's own state can be read. */
    void serializableRead(Executor loop, Consumer<@Nullable String> answer) {
        answer.accept(readNow());
    }

    /** Whether the cluster agrees on what is newest. */
    void linearizableRead(Executor loop, Consumer<@Nullable String> answer) {
        reads.begin(loop, Priority.URGENT, () -> answer.accept(readNow()), error -> answer.accept(error.text()));
    }

    private @Nullable String readNow() {
        try (StoreView view = store.openView()) {
            view.head(new byte[] {0});
            return null;
        } catch (RuntimeException e) {
            return String.valueOf(e.getMessage());
        }
    }

    void noCorruption(Executor loop, Consumer<@Nullable String> answer) {
        boolean corrupt = alarms().stream().anyMatch(alarm -> alarm.getAlarm() == AlarmType.CORRUPT);
        answer.accept(corrupt ? "alarm activated: CORRUPT" : null);
    }

    void noLearner(Executor loop, Consumer<@Nullable String> answer) {
        answer.accept(consensus.status().learner() ? "not supported for learner" : null);
    }
}
