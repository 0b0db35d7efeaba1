package dev.quoin.core.corruption;

import dev.quoin.api.host.Agent;
import dev.quoin.api.host.Host;
import dev.quoin.core.peer.PeerHub;
import dev.quoin.core.store.KeyHash;
import dev.quoin.core.store.Store;
import dev.quoin.core.store.StoreView;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Computes hashes of this member's keys for comparison with others, one at a time on a thread of its own, since that reads the whole store; whoever asks comes
 * back for the result. The last few are kept. Safe for use by any thread.
 */
public final class HashKeeper implements AutoCloseable {
    static final String QUESTION = "compact-hash";

    private static final int KEPT = 10;
    private static final int INBOX = 16;

    private final Store store;
    private final Host host;
    private final Agent agent;
    private final Map<HashPoint, HashAnswer> known = new LinkedHashMap<>();
    private @Nullable HashPoint computing;
    private long lastNanos;
    /** Counts the states that were here. */
    private volatile int generation;

    private volatile boolean closed;

    /** Starts the thread. */
    public HashKeeper(Host host, Store store) {
        this.host = host;
        this.store = store;
        this.agent = host.startAgent("hash", INBOX, () -> {});
    }

    /** Answers other members from now on. */
    public void answer(PeerHub peers) {
        peers.answer(
                QUESTION,
                (request, answer) -> answer.done(ask(HashPoint.decode(request)).encode()));
    }

    /** What is known of a hash; where nothing is, it is computed from now on, unless another one is. */
    synchronized HashAnswer ask(HashPoint point) {
        if (store.compacted() > point.compacted()) {
            return HashAnswer.GONE;
        }
        HashAnswer there = known.get(point);
        if (there != null) {
            return there;
        }
        boolean isHere = store.compacted() == point.compacted() && store.revision() >= point.revision();
        int state = generation;
        if (isHere && computing == null && agent.offer(() -> compute(point, state))) {
            computing = point;
        }
        return HashAnswer.PENDING;
    }

    /** How long the last one took. */
    synchronized long lastNanos() {
        return lastNanos;
    }

    /** The state was replaced by another; what is being computed of the former one ends, before that is taken away. */
    // The monitor is held.
    @SuppressWarnings("NonAtomicVolatileUpdate")
    public synchronized void storeReplaced() {
        generation++;
        known.clear();
    }

    private void compute(HashPoint point, int state) {
        long begun = host.clock().nanoTime();
        HashAnswer answer = null;
        try (StoreView view = store.openView()) {
            if (view.compacted() == point.compacted() && !closed) {
                KeyHash.Result hash = KeyHash.of(view, point.revision(), () -> closed || generation != state);
                answer = new HashAnswer(HashAnswer.State.KNOWN, hash.hash());
            }
        } catch (KeyHash.Interrupted e) {
            // Nobody waits for it any more.
        } finally {
            end(point, state, answer, host.clock().nanoTime() - begun);
        }
    }

    private synchronized void end(HashPoint point, int state, @Nullable HashAnswer answer, long nanos) {
        computing = null;
        lastNanos = nanos;
        if (answer != null && generation == state) {
            known.put(point, answer);
            if (known.size() > KEPT) {
                known.remove(known.keySet().iterator().next());
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        agent.close();
    }
}
