package dev.quoin.core.server;

import dev.quoin.api.transport.Call;
import dev.quoin.api.transport.CallListener;
import dev.quoin.protocol.error.EtcdError;
import java.nio.ByteBuffer;

/** The course of a stream that was ended at once. */
final class Refused implements CallListener {
    private static final Refused INSTANCE = new Refused();

    private Refused() {}

    static CallListener with(Call call, EtcdError error) {
        Answers.fail(call, error);
        return INSTANCE;
    }

    @Override
    public void onMessage(ByteBuffer message) {
        // Nobody asked for it.
    }

    @Override
    public void onHalfClose() {
        // It has ended.
    }

    @Override
    public void onReady() {
        // It has ended.
    }

    @Override
    public void onCancel() {
        // It has ended.
    }
}
