package dev.quoin.consensus.raft.runtime;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * The numbers of the last proposals that other members passed on: a message that a link repeats must not be proposed
 * twice.
 */
final class RecentNumbers {
    private static final int MAX = 4096;

    private final Set<Long> known = new HashSet<>();
    private final Deque<Long> order = new ArrayDeque<>();

    boolean isNew(long number) {
        if (!known.add(number)) {
            return false;
        }
        order.add(number);
        if (order.size() > MAX) {
            known.remove(order.remove());
        }
        return true;
    }
}
