package dev.quoin.net.listen;

import java.time.Duration;

/**
 * The limits of a listener.
 *
 * @param maxOpen connections altogether
 * @param maxPending of these, connections that have not yet shown to be a client's
 * @param backlog connections that the system may accept ahead of us
 * @param handshakeTimeout how long until a connection must have shown to be a client's
 */
public record ListenLimits(int maxOpen, int maxPending, int backlog, Duration handshakeTimeout) {}
