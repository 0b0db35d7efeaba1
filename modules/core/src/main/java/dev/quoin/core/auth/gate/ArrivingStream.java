package dev.quoin.core.auth.gate;

import dev.quoin.api.transport.Call;
import dev.quoin.api.transport.CallListener;
import dev.quoin.api.transport.StreamHandler;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A stream that its handler learns of only once the caller's token can be known. No message comes before that, as nobody has
 * asked for one. Used on the call's event loop.
 */
public final class ArrivingStream implements CallListener {
    private final Call call;
    private final StreamHandler handler;
    private @Nullable CallListener opened;
    private boolean halfClosed;
    private boolean cancelled;

    /** Of a call for a handler. */
    public ArrivingStream(Call call, StreamHandler handler) {
        this.call = call;
        this.handler = handler;
    }

    /** Tells the handler of it, with what has happened meanwhile. */
    public void open() {
        if (cancelled) {
            return;
        }
        CallListener listener = handler.open(call);
        opened = listener;
        if (halfClosed) {
            listener.onHalfClose();
        }
    }

    @Override
    public void onMessage(ByteBuffer message) {
        if (opened != null) {
            opened.onMessage(message);
        }
    }

    @Override
    public void onHalfClose() {
        halfClosed = true;
        if (opened != null) {
            opened.onHalfClose();
        }
    }

    @Override
    public void onReady() {
        if (opened != null) {
            opened.onReady();
        }
    }

    @Override
    public void onCancel() {
        cancelled = true;
        if (opened != null) {
            opened.onCancel();
        }
    }
}
