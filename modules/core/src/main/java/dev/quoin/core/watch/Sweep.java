package dev.quoin.core.watch;

import java.util.ArrayList;
import java.util.List;

/** Watches that are behind by about as much, and so walk over the same revisions together. Used by the hub. */
final class Sweep {
    private final WatchLimits limits;
    private final List<Watcher> members = new ArrayList<>();
    private final long from;

    /** Begins where the leader is. */
    Sweep(Watcher leader, WatchLimits limits) {
        this.limits = limits;
        from = leader.next;
        add(leader);
    }

    /** Takes a watch along whose next revision is not far behind the leader's; false for others, and when there are enough. */
    boolean join(Watcher watcher) {
        boolean near = watcher.next >= from && watcher.next - from < limits.sweepRevisions();
        if (!near || members.size() >= limits.sweepWatches()) {
            return false;
        }
        add(watcher);
        return true;
    }

    private void add(Watcher watcher) {
        watcher.state = Watcher.State.SWEEPING;
        watcher.sweep = this;
        members.add(watcher);
    }

    /** All members begin here or later. */
    long from() {
        return from;
    }

    List<Watcher> members() {
        return members;
    }

    /** Whether any member wants the versions before. */
    boolean wantsPrevious() {
        return members.stream().anyMatch(member -> member.options().previous());
    }
}
