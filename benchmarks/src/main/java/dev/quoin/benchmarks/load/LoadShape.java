package dev.quoin.benchmarks.load;

/**
 * The size of a load.
 *
 * @param connections over which the clients are spread evenly
 * @param clients each with one call under way at any time
 * @param valueBytes the size of every value
 * @param keys how many different keys there are
 * @param listKeys how many keys a list asks for
 * @param writePercent the share of writes in the mixed workload
 * @param seed of keys and values
 */
public record LoadShape(
        int connections, int clients, int valueBytes, long keys, int listKeys, int writePercent, long seed) {
    /** Refuses what cannot be run, naming the option. */
    public LoadShape {
        require(connections, 1, 65_000, "--connections");
        require(clients, 1, 1_000_000, "--clients");
        require(valueBytes, 0, 1 << 20, "--value-size");
        require(keys, 1, 100_000_000, "--keys");
        require(listKeys, 1, 1_000_000, "--list-keys");
        require(writePercent, 0, 100, "--write-percent");
    }

    private static void require(long value, long least, long most, String option) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(option + " must be from " + least + " to " + most + ", not " + value);
        }
    }
}
