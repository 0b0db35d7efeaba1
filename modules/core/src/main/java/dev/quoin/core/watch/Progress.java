package dev.quoin.core.watch;

import dev.quoin.api.host.Agent;
import dev.quoin.core.store.Store;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Tells how far watches are: idle ones now and then, and all of a stream when asked. What is told is only what the hub has seen and every watch concerned
 * has been sent, so that progress never overtakes events. Used by the hub.
 */
final class Progress {
    /** Intervals differ by up to this part, so that streams opened together do not all speak at once. */
    private static final int JITTER = 10;

    private final Agent agent;
    private final Store store;
    private final Ring ring;
    private final Responses responses;
    private final Duration interval;
    private final RandomGenerator random;
    private final Set<WatchStream> asking = new LinkedHashSet<>();

    Progress(Agent agent, Store store, Ring ring, Responses responses, Duration interval, RandomGenerator random) {
        this.agent = agent;
        this.store = store;
        this.ring = ring;
        this.responses = responses;
        this.interval = interval;
        this.random = random;
    }

    /** A client asks. One answer serves all questions that wait; as with etcd there is none where nothing is watched. */
    void ask(WatchStream stream) {
        stream.progressWantedAt = store.revision();
        asking.add(stream);
    }

    /** Answers those who asked and whose watches are up to date by now. */
    void turn() {
        if (!asking.isEmpty()) {
            asking.removeIf(this::isAnswered);
        }
    }

    private boolean isAnswered(WatchStream stream) {
        if (stream.ended || stream.watchers.isEmpty()) {
            return true;
        }
        if (ring.last() < stream.progressWantedAt || !stream.isInSync(ring.last())) {
            return false;
        }
        responses.progress(stream, Responses.NO_WATCH, ring.last());
        return true;
    }

    /** Begins to tell a stream's idle watches, unless it is done already. */
    void start(WatchStream stream) {
        if (stream.progressTimer == null) {
            schedule(stream, interval.toNanos() + random.nextLong(interval.toNanos() / JITTER));
        }
    }

    private void schedule(WatchStream stream, long nanos) {
        stream.progressTimer = agent.schedule(nanos, () -> {
            if (!stream.ended && stream.progressWatches > 0) {
                schedule(stream, nanos);
                tell(stream);
            } else {
                stream.progressTimer = null;
            }
        });
    }

    private void tell(WatchStream stream) {
        long seen = ring.last();
        for (Watcher watcher : stream.watchers.values()) {
            if (watcher.options().progress()) {
                boolean due = watcher.progressDue;
                watcher.progressDue = true;
                boolean inSync = watcher.state == Watcher.State.LIVE && watcher.horizon() <= seen;
                if (due && inSync && stream.canSend()) {
                    responses.progress(stream, watcher.id(), seen);
                }
            }
        }
    }
}
