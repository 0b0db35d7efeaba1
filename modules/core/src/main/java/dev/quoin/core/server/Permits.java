package dev.quoin.core.server;

import dev.quoin.api.transport.Call;
import dev.quoin.core.answer.RequestException;
import dev.quoin.core.ask.Asker;
import dev.quoin.core.auth.gate.Gate;
import dev.quoin.core.auth.rules.Access;
import dev.quoin.core.auth.rules.KeysOfLease;
import dev.quoin.core.read.LinearizableReads;
import dev.quoin.core.read.LoopViews;
import dev.quoin.core.store.LeaseKeys;
import java.nio.ByteBuffer;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Checks requests before they go into the log, where they are checked again when they are applied. What this member knows of
 * users may be behind; so before it says no, it asks again once it is up to date.
 */
public final class Permits {
    private final Gate gate;
    private final LoopViews views;
    private final LinearizableReads reads;

    /** With what is needed for asking again. */
    public Permits(Gate gate, LoopViews views, LinearizableReads reads) {
        this.gate = gate;
        this.views = views;
        this.reads = reads;
    }

    /** Whether anything is checked at all. */
    boolean areNeeded() {
        return gate.isOn();
    }

    /** Who is who. */
    Gate gate() {
        return gate;
    }

    /** The keys that hang on leases, as this member knows them now; used before the caller returns to its loop. */
    KeysOfLease keysOfLease(Call call) {
        return lease -> LeaseKeys.of(views.current(call.loop()).backend(), lease);
    }

    /** Passes a request on whose asker may do everything. */
    void admin(Call call, Asker asker, ByteBuffer request, BiConsumer<Asker, ByteBuffer> then) {
        check(call, asker, request, Access::requireAdmin, then);
    }

    /**
     * Passes a request on when it is permitted, and answers it when it is not.
     *
     * @param request valid until this returns
     * @param needs throws when it is not permitted
     * @param then gets who asks and the request, valid until it returns
     */
    void check(Call call, Asker asker, ByteBuffer request, Consumer<Access> needs, BiConsumer<Asker, ByteBuffer> then) {
        // While nothing is checked, looking at what a request needs would copy every key of a transaction for nothing.
        if (!areNeeded() || isPermitted(asker, needs)) {
            then.accept(asker, request);
            return;
        }
        ByteBuffer copy = ByteBuffer.allocate(request.remaining())
                .put(request.duplicate())
                .flip();
        reads.begin(call, () -> checkAgain(call, copy, needs, then));
    }

    private boolean isPermitted(Asker asker, Consumer<Access> needs) {
        try {
            needs.accept(gate.access(asker));
            return true;
        } catch (RequestException e) {
            return false;
        }
    }

    private void checkAgain(Call call, ByteBuffer request, Consumer<Access> needs, BiConsumer<Asker, ByteBuffer> then) {
        Asker asker = gate.of(call);
        needs.accept(gate.access(asker));
        then.accept(asker, request);
    }
}
