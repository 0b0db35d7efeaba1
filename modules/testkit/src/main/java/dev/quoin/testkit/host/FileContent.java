package dev.quoin.testkit.host;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The content of a file, twice: as processes see it, and as the disk has it. Writes are kept apart until a sync, so
 * that a crash can decide for each sector how many of them had reached the disk.
 */
final class FileContent {
    /** Written as a whole or not at all, as disks promise. */
    private static final int SECTOR = 512;

    private final List<Change> unsynced = new ArrayList<>();
    /** Syncs that have begun, in order. */
    private final ArrayDeque<Sync> syncs = new ArrayDeque<>();

    private Bytes seen = new Bytes();
    private Bytes durable = new Bytes();

    /** A write of bytes, or of zeros where there are none, and the size after it. */
    private record Change(long from, long length, byte @Nullable [] bytes, long sizeAfter) {}

    /** The first so many unsynced changes are durable from this time on. */
    private record Sync(int changes, long endsAt) {}

    /** Returns the content that processes see. */
    Bytes seen() {
        return seen;
    }

    void write(long position, byte[] bytes, int length) {
        long sizeAfter = Math.max(seen.size(), position + length);
        seen.setSize(sizeAfter);
        seen.put(position, bytes, 0, length);
        unsynced.add(new Change(position, length, bytes, sizeAfter));
    }

    void setSize(long size) {
        long cut = Math.max(0, seen.size() - size);
        seen.setSize(size);
        unsynced.add(new Change(size, cut, null, size));
    }

    void sync() {
        sync(unsynced.size());
    }

    /** A sync of all that was written, which is over at a time. Until then a crash loses what it may lose. */
    void sync(long now, long endsAt) {
        settle(now);
        if (endsAt <= now) {
            sync();
        } else if (!unsynced.isEmpty()) {
            syncs.add(new Sync(unsynced.size(), endsAt));
        }
    }

    private void settle(long now) {
        while (!syncs.isEmpty() && syncs.element().endsAt <= now) {
            sync(syncs.remove().changes);
        }
    }

    private void sync(int changes) {
        for (Change change : unsynced.subList(0, changes)) {
            durable.setSize(Math.max(durable.size(), change.from + change.length));
            durable.put(change.from, change.bytes, 0, change.length);
            durable.setSize(change.sizeAfter);
        }
        unsynced.subList(0, changes).clear();
        ArrayDeque<Sync> later = new ArrayDeque<>();
        syncs.forEach(sync -> later.add(new Sync(Math.max(0, sync.changes - changes), sync.endsAt)));
        syncs.clear();
        syncs.addAll(later);
    }

    /**
     * A sync that fails as Linux lets it fail: some of the data arrived, none of the rest will be tried again, and
     * processes go on seeing all of it.
     */
    void failSync(RandomGenerator random, long now) {
        settle(now);
        durable = survivor(random);
        unsynced.clear();
        syncs.clear();
    }

    /** The power went: processes now see what had reached the disk. */
    void crash(RandomGenerator random, long now) {
        settle(now);
        durable = survivor(random);
        seen = durable.copy();
        unsynced.clear();
        syncs.clear();
    }

    /** Changes a byte both on the disk and as seen, behind everybody's back. */
    void damage(long position, byte value) {
        byte[] one = {value};
        seen.put(position, one, 0, 1);
        durable.put(position, one, 0, 1);
    }

    private Bytes survivor(RandomGenerator random) {
        Bytes result = durable.copy();
        int changes = unsynced.size();
        if (changes == 0) {
            return result;
        }
        Cutoffs cutoffs = new Cutoffs(random, changes);
        long sizeAtEnd = durable.size();
        int sizeCutoff = cutoffs.draw();
        for (int i = 0; i < changes; i++) {
            Change change = unsynced.get(i);
            if (i < sizeCutoff) {
                sizeAtEnd = change.sizeAfter;
            }
            apply(change, i, result, cutoffs);
        }
        result.setSize(Math.max(result.size(), sizeAtEnd));
        result.setSize(sizeAtEnd);
        return result;
    }

    private static void apply(Change change, int number, Bytes target, Cutoffs cutoffs) {
        long end = change.from + change.length;
        target.setSize(Math.max(target.size(), end));
        for (long at = change.from; at < end; ) {
            long next = Math.min(end, (at / SECTOR + 1) * SECTOR);
            if (number < cutoffs.of(at / SECTOR)) {
                target.put(at, change.bytes, (int) (at - change.from), next - at);
            }
            at = next;
        }
    }

    /** Decides for each sector how many of the changes had reached it. One crash in two treats all sectors alike. */
    private static final class Cutoffs {
        private final Map<Long, Integer> bySector = new HashMap<>();
        private final RandomGenerator random;
        private final int changes;
        private final int common;

        Cutoffs(RandomGenerator random, int changes) {
            this.random = random;
            this.changes = changes;
            this.common = random.nextBoolean() ? random.nextInt(changes + 1) : -1;
        }

        int draw() {
            return common >= 0 ? common : random.nextInt(changes + 1);
        }

        int of(long sector) {
            return bySector.computeIfAbsent(sector, s -> draw());
        }
    }
}
