package dev.quoin.consensus.raft.algorithm.support;

import dev.quoin.consensus.raft.algorithm.RaftNode;
import dev.quoin.consensus.raft.algorithm.Role;
import dev.quoin.consensus.raft.algorithm.message.Entry;
import dev.quoin.consensus.raft.algorithm.read.ReadState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a group must keep, whatever happens to it. */
final class Promises {
    private final Map<Long, RaftNode> leaders = new HashMap<>();
    private final Map<Long, Entry> applied = new HashMap<>();
    private final Map<Long, Long> asked = new HashMap<>();
    private long highest = 1;

    /** At most one leader for each term, and no second time after a restart. */
    void role(RaftNode node) {
        if (node.role() == Role.LEADER) {
            RaftNode other = leaders.putIfAbsent(node.term(), node);
            if (other != null && other != node) {
                throw new AssertionError("term %d is led by %d and by %d, each in a life of its own"
                        .formatted(node.term(), other.id(), node.id()));
            }
        }
    }

    /** Whoever applies something at an index applies the same. */
    void applied(List<Entry> entries) {
        for (Entry entry : entries) {
            Entry other = applied.putIfAbsent(entry.index(), entry);
            if (other != null && (other.term() != entry.term() || other.data() != entry.data())) {
                throw new AssertionError("applied differently at one index: %s and %s".formatted(entry, other));
            }
            highest = Math.max(highest, entry.index());
        }
    }

    /** A read is asked for: it has to see all that anybody has applied up to now. */
    void readAsked(long id) {
        asked.put(id, highest);
    }

    /** A read may go on. */
    void readServed(ReadState read) {
        long needed = asked.get(read.requestId());
        if (read.index() < needed) {
            throw new AssertionError("read at %d does not see what was applied at %d".formatted(read.index(), needed));
        }
    }

    long applied() {
        return applied.size();
    }
}
