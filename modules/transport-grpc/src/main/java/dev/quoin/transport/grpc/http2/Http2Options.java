package dev.quoin.transport.grpc.http2;

import java.time.Duration;

/**
 * What a connection may do and cost.
 *
 * @param maxConcurrentStreams streams a client may have open at a time; further ones are refused
 * @param streamWindow bytes a client may send on a stream ahead of what is consumed
 * @param connectionWindow bytes a client may have under way on the connection
 * @param maxHeaderListSize bytes of a request's headers, as HTTP/2 counts them
 * @param maxHeldBytes bytes of unfinished or unwanted messages kept for one connection; a stream that needs more is refused
 * @param maxQueuedBytes bytes of responses waiting for one connection, above which it gets no new streams
 * @param pingMinTime a client that pings more often is disconnected
 * @param keepAliveInterval silence after which the server pings; zero for never
 * @param keepAliveTimeout how long a ping's answer may take
 */
public record Http2Options(
        int maxConcurrentStreams,
        int streamWindow,
        int connectionWindow,
        int maxHeaderListSize,
        long maxHeldBytes,
        long maxQueuedBytes,
        Duration pingMinTime,
        Duration keepAliveInterval,
        Duration keepAliveTimeout) {}
