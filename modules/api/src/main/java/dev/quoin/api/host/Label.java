package dev.quoin.api.host;

/**
 * One label of a meter.
 *
 * @param name the same for all meters of one name
 * @param value tells them apart
 */
public record Label(String name, String value) {}
