package dev.quoin.core.propose;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;

/**
 * Commands that came while nobody led, in their order, for as long as somebody waits for them. An election is over long before a client gives up, so most
 * of them are carried out in the end. Safe for use by any thread.
 */
final class Leaderless {
    private final LongPredicate isPending;
    private final long maxBytes;
    private final ArrayDeque<Command> commands = new ArrayDeque<>();
    private long bytes;

    /** A command, and the id of its request. */
    record Command(long id, byte[] encoded) {}

    /**
     * With a bound.
     *
     * @param isPending whether somebody waits for a request still
     * @param maxBytes that all commands together may have
     */
    Leaderless(LongPredicate isPending, long maxBytes) {
        this.isPending = isPending;
        this.maxBytes = maxBytes;
    }

    /** @return false when there is no room for it */
    synchronized boolean add(long id, byte[] encoded) {
        // The oldest run out of time first.
        while (!commands.isEmpty() && !isPending.test(commands.getFirst().id)) {
            bytes -= commands.removeFirst().encoded.length;
        }
        if (bytes + encoded.length > maxBytes) {
            return false;
        }
        commands.addLast(new Command(id, encoded));
        bytes += encoded.length;
        return true;
    }

    /** All of them, which are then no longer here. */
    synchronized List<Command> takeAll() {
        List<Command> all = new ArrayList<>(commands);
        commands.clear();
        bytes = 0;
        return all;
    }
}
