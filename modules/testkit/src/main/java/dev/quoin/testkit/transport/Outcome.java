package dev.quoin.testkit.transport;

import dev.quoin.api.transport.StatusCode;

/**
 * How a call ended, as a client sees it.
 *
 * @param code the status
 * @param message what was said with it, empty for nothing
 */
public record Outcome(StatusCode code, String message) {}
