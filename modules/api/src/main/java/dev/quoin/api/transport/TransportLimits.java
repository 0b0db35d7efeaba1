package dev.quoin.api.transport;

import java.time.Duration;

/**
 * The limits of a client transport.
 *
 * @param maxMessageBytes the largest request message; a larger one is refused with {@link StatusCode#RESOURCE_EXHAUSTED}
 * @param maxConcurrentStreams calls at a time on one connection
 * @param keepAliveMinTime a client that pings more often than this is disconnected
 * @param keepAliveInterval how long a connection is silent before the server pings it; zero for never
 * @param keepAliveTimeout how long the answer to a ping may take before the connection counts as dead
 */
public record TransportLimits(
        int maxMessageBytes,
        long maxConcurrentStreams,
        Duration keepAliveMinTime,
        Duration keepAliveInterval,
        Duration keepAliveTimeout) {}
