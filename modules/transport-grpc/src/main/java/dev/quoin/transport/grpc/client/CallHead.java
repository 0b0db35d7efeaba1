package dev.quoin.transport.grpc.client;

import dev.quoin.transport.grpc.http2.RequestHeaders;

/**
 * What a request's headers say, once checked.
 *
 * @param path the full method name
 * @param deadlineNanos on the monotonic clock; {@link Long#MAX_VALUE} without one
 * @param gzip whether messages may be compressed with gzip
 */
record CallHead(String path, RequestHeaders headers, long deadlineNanos, boolean gzip) {}
