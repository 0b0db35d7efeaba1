package dev.quoin.consensus.raft.algorithm.log;

import dev.quoin.consensus.raft.algorithm.message.Entry;
import dev.quoin.consensus.raft.algorithm.trace.Trace;
import java.util.List;

/** Where two logs part. */
public final class Conflicts {
    private final RaftLog log;
    private final Trace trace;

    /** Between a log and others. */
    public Conflicts(RaftLog log, Trace trace) {
        this.log = log;
        this.trace = trace;
    }

    /** How many of these entries, from the front, are in the log already. */
    public int commonPrefix(List<Entry> entries) {
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            if (!log.matches(entry.index(), entry.term())) {
                if (entry.index() <= log.lastIndex()) {
                    trace.info(
                            "found conflict at index %d [existing term: %d, conflicting term: %d]",
                            entry.index(), Math.max(log.term(entry.index()), 0), entry.term());
                }
                return i;
            }
        }
        return entries.size();
    }

    /**
     * The highest index, not above a given one, at which the log may equal another of which one entry's term is known.
     * Terms never fall within a log, so all entries of higher terms can be skipped at once. The answer's own term is
     * not known if it has been cut off.
     */
    public long lastPossibleMatch(long index, long term) {
        long candidate = index;
        while (candidate > 0 && log.term(candidate) > term) {
            candidate--;
        }
        return candidate;
    }
}
