package dev.quoin.api.storage;

/**
 * A table of the store: an ordered map from byte strings to byte strings. Keys are compared as unsigned bytes, the
 * shorter first.
 *
 * @param ordinal the number by which a backend finds its own handle of the table; it may change from one opening to the
 *     next
 * @param name the name that is recorded on disk, matching {@code [a-z_]+}
 */
public record Table(int ordinal, String name) {}
