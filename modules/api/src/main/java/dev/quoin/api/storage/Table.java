package dev.quoin.api.storage;

/**
 * A table of the store: an ordered map from byte strings to byte strings, compared as unsigned bytes, shorter first.
 *
 * @param ordinal the index by which a backend finds its own handle
 * @param name what is recorded on disk, matching {@code [a-z_]+}
 */
public record Table(int ordinal, String name) {}
