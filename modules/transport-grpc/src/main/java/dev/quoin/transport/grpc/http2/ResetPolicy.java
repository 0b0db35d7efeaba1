package dev.quoin.transport.grpc.http2;

import java.util.concurrent.TimeUnit;

/**
 * Finds clients that open streams only to reset them, which costs the server work that the limit on open streams does not count (CVE-2023-44487).
 * The bound is far above what cancelled calls cause even when a client gives up on all it has.
 */
final class ResetPolicy {
    private static final int MAX_PER_SECOND = 10_000;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private long since;
    private int count;

    /** Whether this reset is one too many. */
    boolean exceeded(long nowNanos) {
        if (count == 0 || nowNanos - since > SECOND) {
            since = nowNanos;
            count = 0;
        }
        return ++count > MAX_PER_SECOND;
    }
}
