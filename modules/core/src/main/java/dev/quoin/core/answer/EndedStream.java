package dev.quoin.core.answer;

import dev.quoin.api.transport.Call;
import dev.quoin.api.transport.CallListener;
import dev.quoin.protocol.error.EtcdError;
import java.nio.ByteBuffer;

/** The course of a stream that was ended at once. */
public final class EndedStream implements CallListener {
    private static final EndedStream INSTANCE = new EndedStream();

    private EndedStream() {}

    public static CallListener with(Call call, EtcdError error) {
        Answers.fail(call, error);
        return INSTANCE;
    }

    @Override
    public void onMessage(ByteBuffer message) {
        // Nobody asked for it.
    }
}
