package dev.quoin.testkit.transport;

import dev.quoin.api.transport.StatusCode;

/**
 * The end of a call, as a client sees it.
 *
 * @param code the status
 * @param message the text that came with it; empty for none
 */
public record Outcome(StatusCode code, String message) {}
