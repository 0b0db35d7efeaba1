package dev.quoin.consensus.raft.runtime;

import dev.quoin.consensus.raft.algorithm.message.ConfState;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which configuration was in force at which index, as far back as the log may be cut. Lives on the raft thread. */
final class ConfHistory {
    private final TreeMap<Long, ConfState> since = new TreeMap<>();

    void put(long index, ConfState state) {
        since.put(index, state);
    }

    /** The configuration as of an applied index, or null if it lies further back than is known. */
    @Nullable
    ConfState at(long index) {
        Map.Entry<Long, ConfState> entry = since.floorEntry(index);
        return entry == null ? null : entry.getValue();
    }

    /** Nobody will ask for an earlier index. */
    void forgetBefore(long index) {
        Long floor = since.floorKey(index);
        if (floor != null) {
            since.headMap(floor, false).clear();
        }
    }
}
