package dev.quoin.api.transport;

import java.time.Duration;

/**
 * The limits of a client transport.
 *
 * @param maxMessageBytes the size of the largest request message, in bytes; a larger one is refused with {@link
 *     StatusCode#RESOURCE_EXHAUSTED}
 * @param maxConcurrentStreams the number of calls at a time on one connection
 * @param keepAliveMinTime a client that pings more often than this is disconnected
 * @param keepAliveInterval the time that a connection is silent before the server pings it; zero for never
 * @param keepAliveTimeout the time within which a ping must be answered, after which the connection counts as dead
 */
public record TransportLimits(
        int maxMessageBytes,
        long maxConcurrentStreams,
        Duration keepAliveMinTime,
        Duration keepAliveInterval,
        Duration keepAliveTimeout) {}
