package dev.quoin.core.kv;

import java.util.concurrent.atomic.LongAdder;

/** How many operations on keys this member has seen. Safe for use by any thread. */
public final class KvCounts {
    /** Ranges, also within transactions. */
    public final LongAdder ranges = new LongAdder();
    /** Puts, also within transactions. */
    public final LongAdder puts = new LongAdder();
    /** Deletions of ranges, also within transactions. */
    public final LongAdder deletions = new LongAdder();
    /** Transactions that were applied. */
    public final LongAdder txns = new LongAdder();
}
