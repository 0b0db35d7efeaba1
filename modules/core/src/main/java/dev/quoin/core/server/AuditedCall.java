package dev.quoin.core.server;

import dev.quoin.api.transport.Call;
import dev.quoin.api.transport.CallListener;
import dev.quoin.api.transport.StatusCode;
import dev.quoin.core.answer.RequestException;
import dev.quoin.core.ask.Asker;
import dev.quoin.core.ask.Askers;
import dev.quoin.core.ask.AuditHook;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;

/** Tells an audit hook how a call ends. Exists only while somebody listens. */
final class AuditedCall extends ForwardedCall {
    private static final ByteBuffer NO_REQUEST = ByteBuffer.allocate(0);

    private final AuditHook hook;
    private final Asker asker;
    private final ByteBuffer request;
    private final AtomicBoolean told = new AtomicBoolean();

    private AuditedCall(Call call, Askers askers, ByteBuffer request, AuditHook hook) {
        super(call);
        this.hook = hook;
        this.request = request;
        this.asker = askerOf(call, askers);
    }

    /** A unary call; its request is copied, because the transport takes its bytes back before the outcome is known. */
    static Call unary(Call call, Askers askers, ByteBuffer request, AuditHook hook) {
        ByteBuffer copy = ByteBuffer.allocate(request.remaining())
                .put(request.duplicate())
                .flip();
        return new AuditedCall(call, askers, copy, hook);
    }

    /** A stream. */
    static AuditedCall stream(Call call, Askers askers, AuditHook hook) {
        return new AuditedCall(call, askers, NO_REQUEST, hook);
    }

    private static Asker askerOf(Call call, Askers askers) {
        try {
            return askers.of(call);
        } catch (RequestException e) {
            return Asker.ANONYMOUS;
        }
    }

    @Override
    public void close(StatusCode code, String message) {
        super.close(code, message);
        tell(code, message);
    }

    private void tell(StatusCode code, String text) {
        if (told.compareAndSet(false, true)) {
            hook.ended(asker, call.remoteAddress(), call.method(), request.asReadOnlyBuffer(), code, text);
        }
    }

    /** A listener that also tells when the call ends from outside. */
    CallListener listening(CallListener listener) {
        return new CallListener() {
            @Override
            public void onMessage(ByteBuffer message) {
                listener.onMessage(message);
            }

            @Override
            public void onHalfClose() {
                listener.onHalfClose();
            }

            @Override
            public void onReady() {
                listener.onReady();
            }

            @Override
            public void onCancel() {
                tell(StatusCode.CANCELLED, "");
                listener.onCancel();
            }
        };
    }
}
