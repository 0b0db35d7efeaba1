package dev.quoin.core.peer;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.quoin.api.peer.ClusterException;
import dev.quoin.api.peer.ClusterException.Reason;
import dev.quoin.api.peer.Completion;
import dev.quoin.api.transport.Call;
import dev.quoin.core.answer.Answers;
import dev.quoin.protocol.error.EtcdError;
import java.util.function.BooleanSupplier;

/** Answers a call on the leader: here where this member leads, else by asking the leader, and over again when leadership moves meanwhile. */
public final class OnLeader {
    private final LeaderCalls leader;
    private final BooleanSupplier leading;

    /** @param leading whether this member answers as the leader */
    public OnLeader(LeaderCalls leader, BooleanSupplier leading) {
        this.leader = leader;
        this.leading = leading;
    }

    /** An answer from this member's own state. */
    @FunctionalInterface
    public interface Local {
        /** Answers now or later; fails where leadership was lost meanwhile. */
        void answer(Completion<byte[]> done);
    }

    /** Takes an answer, wherever it comes from; on any thread. */
    @FunctionalInterface
    public interface Answered {
        /** Takes it. */
        void accept(byte[] answer) throws InvalidProtocolBufferException;
    }

    /**
     * Answers a call; begun on its loop.
     *
     * @param question the name under which the leader answers the same
     * @param request what the leader is asked
     * @param local answers here, called on the call's loop
     */
    public void ask(Call call, String question, byte[] request, Local local, Answered answered) {
        if (!leading.getAsBoolean()) {
            elsewhere(call, question, request, local, answered);
            return;
        }
        local.answer(new Completion<>() {
            @Override
            public void done(byte[] answer) {
                take(call, answer, answered);
            }

            @Override
            public void failed(ClusterException cause) {
                if (leading.getAsBoolean()) {
                    Answers.fail(call, LeaderVerdict.error(cause));
                } else {
                    elsewhere(call, question, request, local, answered);
                }
            }
        });
    }

    private void elsewhere(Call call, String question, byte[] request, Local local, Answered answered) {
        leader.ask(question, request, new Completion<>() {
            @Override
            public void done(byte[] answer) {
                take(call, answer, answered);
            }

            @Override
            public void failed(ClusterException cause) {
                if (cause.reason() == Reason.LEADER_CHANGED) {
                    call.loop().execute(() -> ask(call, question, request, local, answered));
                } else {
                    Answers.fail(call, LeaderVerdict.error(cause));
                }
            }
        });
    }

    private static void take(Call call, byte[] answer, Answered answered) {
        try {
            answered.accept(answer);
        } catch (InvalidProtocolBufferException e) {
            Answers.fail(call, EtcdError.UNHEALTHY);
        }
    }
}
