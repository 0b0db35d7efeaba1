package dev.quoin.core.server;

import java.time.Duration;

/**
 * The bounds of requests.
 *
 * @param timeout how long a request may be on its way through the log
 * @param maxBytes the largest request
 * @param maxTxnOps how many operations a transaction may have
 * @param readerThreads how many threads serve long reads
 */
public record RequestOptions(Duration timeout, int maxBytes, int maxTxnOps, int readerThreads) {
    /** etcd's. */
    public static final RequestOptions DEFAULT = new RequestOptions(Duration.ofSeconds(7), 1_572_864, 128, 2);
}
