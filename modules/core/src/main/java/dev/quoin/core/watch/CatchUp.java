package dev.quoin.core.watch;

import dev.quoin.api.host.Agent;
import dev.quoin.core.store.Event;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Brings watches that are behind up to date, in turns of bounded work: from the ring where it reaches back far enough, else from the log, which another agent reads. A
 * stream that takes no more lets its watches wait where they are. Used by the hub.
 */
final class CatchUp {
    /** How many waiting watches are looked at in a turn. */
    private static final int EXAMINED = 4096;
    /** Asking so few watches whether they want a key is cheaper than asking the index. */
    private static final int FEW = 8;

    private final Ring ring;
    private final Watchers watchers;
    private final Outlet outlet;
    private final WatchLimits limits;
    private final LogReader log;
    private final Agent logAgent;
    private final Runnable wake;
    private final Deliveries deliveries = new Deliveries();
    private final List<SharedRevision> stretch = new ArrayList<>();
    /** Watches for which the ring reaches back far enough, at least when they were added. */
    private final ArrayDeque<Watcher> near = new ArrayDeque<>();
    /** Watches that need the log. */
    private final ArrayDeque<Watcher> far = new ArrayDeque<>();

    private @Nullable Sweep reading;
    private volatile LogReader.@Nullable Page page;

    CatchUp(
            Ring ring,
            Watchers watchers,
            Outlet outlet,
            WatchLimits limits,
            LogReader log,
            Agent logAgent,
            Runnable wake) {
        this.ring = ring;
        this.watchers = watchers;
        this.outlet = outlet;
        this.limits = limits;
        this.log = log;
        this.logAgent = logAgent;
        this.wake = wake;
    }

    /** Takes a watch that is behind. */
    void add(Watcher watcher) {
        watchers.setBehind(watcher, Watcher.State.QUEUED);
        (watcher.next >= ring.first() ? near : far).add(watcher);
    }

    /** Takes a watch that is behind and whose stream takes no more. */
    void park(Watcher watcher) {
        watchers.setBehind(watcher, Watcher.State.PARKED);
        watcher.stream().parked.add(watcher);
    }

    /** The stream takes more. */
    void unpark(WatchStream stream) {
        Watcher watcher;
        while ((watcher = stream.parked.poll()) != null) {
            if (watcher.state == Watcher.State.PARKED) {
                add(watcher);
            }
        }
    }

    /** Does a bounded amount of work. */
    void turn() {
        takePage();
        sweepLog();
        sweepRing();
    }

    boolean hasWork() {
        return !near.isEmpty() || (reading == null && !far.isEmpty()) || page != null;
    }

    private void takePage() {
        LogReader.Page read = page;
        Sweep sweep = reading;
        if (read != null && sweep != null) {
            page = null;
            reading = null;
            finish(sweep, read);
        }
    }

    private void sweepLog() {
        if (reading != null) {
            return;
        }
        Sweep sweep = gather(far);
        if (sweep != null) {
            reading = sweep;
            Interest interest = new Interest(sweep.members());
            boolean previous = sweep.wantsPrevious();
            // Refused only when the hub is being closed.
            logAgent.offer(() -> {
                page = log.read(sweep.from(), interest, previous);
                wake.run();
            });
        }
    }

    private void sweepRing() {
        Sweep sweep = gather(near);
        if (sweep == null) {
            return;
        }
        long bytes = 0;
        long revision = sweep.from();
        while (revision <= ring.last() && stretch.size() < limits.sweepRevisions() && bytes < limits.sweepBytes()) {
            SharedRevision next = ring.get(revision++);
            stretch.add(next);
            bytes += next.footprint();
        }
        finish(sweep, new LogReader.Page(stretch, revision - 1, -1, null));
        stretch.clear();
    }

    /** The next sweep of those who wait, if any can go on. */
    private @Nullable Sweep gather(ArrayDeque<Watcher> queue) {
        Sweep sweep = null;
        for (int left = Math.min(queue.size(), EXAMINED); left > 0; left--) {
            Watcher watcher = queue.remove();
            if (watcher.state != Watcher.State.QUEUED) {
                continue;
            }
            if (!watcher.stream().canSend()) {
                park(watcher);
            } else if (queue == near && watcher.next < ring.first()) {
                far.add(watcher);
            } else if (sweep == null) {
                sweep = new Sweep(watcher, limits);
            } else if (!sweep.join(watcher)) {
                queue.add(watcher);
            }
        }
        return sweep;
    }

    private void finish(Sweep sweep, LogReader.Page read) {
        for (SharedRevision revision : read.revisions()) {
            collect(sweep, revision);
        }
        for (Watcher member : sweep.members()) {
            if (member.sweep == sweep) {
                member.sweep = null;
                finish(member, read);
            }
        }
        deliveries.clear();
    }

    private void collect(Sweep sweep, SharedRevision revision) {
        List<Event> events = revision.events();
        for (int i = 0; i < events.size(); i++) {
            Event event = events.get(i);
            int place = i;
            if (sweep.members().size() > FEW) {
                watchers.index().find(event.key(), list -> {
                    for (int at = 0; at < list.size(); at++) {
                        collect(list.get(at), sweep, revision, place, event);
                    }
                });
                continue;
            }
            for (Watcher member : sweep.members()) {
                if (member.range().contains(event.key())) {
                    collect(member, sweep, revision, place, event);
                }
            }
        }
    }

    private void collect(Watcher watcher, Sweep sweep, SharedRevision revision, int place, Event event) {
        if (watcher.sweep == sweep && watcher.next <= revision.revision() && watcher.wants(event)) {
            deliveries.add(watcher, revision, place);
        }
    }

    private void finish(Watcher member, LogReader.Page read) {
        String failure = read.failure();
        Delivery delivery = member.delivery;
        if (failure != null) {
            outlet.end(member, failure);
        } else if (member.next < read.compacted()) {
            outlet.endCompacted(member, read.compacted());
        } else if (delivery != null && !member.stream().canSend()) {
            park(member);
        } else {
            if (delivery != null) {
                outlet.send(delivery, read.through());
            }
            settle(member, read.through());
        }
    }

    private void settle(Watcher member, long through) {
        if (member.state == Watcher.State.CLOSED) {
            return;
        }
        member.next = Math.max(member.next, through + 1);
        if (member.next > ring.last()) {
            watchers.setLive(member);
        } else {
            add(member);
        }
    }
}
