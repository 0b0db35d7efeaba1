package dev.quoin.consensus.raft.algorithm.log;

import dev.quoin.consensus.raft.algorithm.message.Entry;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A read that begins in storage and may go on in the unstable part of the log. */
final class SpanningRead {
    private SpanningRead() {}

    static @Nullable List<Entry> read(Storage storage, Unstable unstable, long from, long to, long maxBytes) {
        long cut = Math.min(to, unstable.offset());
        List<Entry> stable = storage.entries(from, cut, maxBytes);
        if (stable == null || to <= unstable.offset() || stable.size() < cut - from) {
            return stable;
        }
        long room = maxBytes - Entry.encodedSize(stable);
        if (room <= 0) {
            return stable;
        }
        List<Entry> rest = EntrySlice.limit(unstable.slice(unstable.offset(), to), room);
        if (rest.size() == 1 && rest.getFirst().encodedSize() > room) {
            return stable;
        }
        return concat(stable, rest);
    }

    private static List<Entry> concat(List<Entry> head, List<Entry> tail) {
        Entry[] all = head.toArray(new Entry[head.size() + tail.size()]);
        for (int i = 0; i < tail.size(); i++) {
            all[head.size() + i] = tail.get(i);
        }
        return Arrays.asList(all);
    }
}
