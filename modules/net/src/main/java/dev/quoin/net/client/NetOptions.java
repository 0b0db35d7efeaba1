package dev.quoin.net.client;

import dev.quoin.api.Provider;
import dev.quoin.api.config.ConfigException;
import dev.quoin.api.config.ConfigSpec;
import dev.quoin.api.config.ConfigType;
import dev.quoin.api.config.ConfigValues;
import dev.quoin.net.listen.ListenLimits;
import java.time.Duration;
import java.util.Map;

/**
 * The configuration of the ports that client transports share.
 *
 * @param eventLoops threads that serve clients
 * @param nativeIo whether the system's epoll is used where it can be
 * @param limits of each port
 */
public record NetOptions(int eventLoops, boolean nativeIo, ListenLimits limits) {
    private static final String EVENT_LOOPS = "event-loops";
    private static final String NATIVE_IO = "native-io";
    private static final String BACKLOG = "backlog";
    private static final String MAX_CONNECTIONS = "max-connections";
    private static final String MAX_PENDING = "max-pending-connections";
    private static final String HANDSHAKE_TIMEOUT = "handshake-timeout";

    /** Owner of the keys: they begin with {@code --net-}. */
    public static final Provider KEYS = new Provider() {
        @Override
        public String name() {
            return "net";
        }

        @Override
        public String description() {
            return "the ports that client transports share";
        }

        @Override
        public ConfigSpec configSpec() {
            return spec();
        }
    };

    /**
     * Reads and checks the values.
     *
     * @throws ConfigException naming the key of a value that is out of its range
     */
    public static NetOptions of(ConfigValues values) {
        Duration handshake = values.duration(HANDSHAKE_TIMEOUT);
        if (!handshake.isPositive()) {
            throw new ConfigException("invalid value for --net-" + HANDSHAKE_TIMEOUT + ": must be more than 0");
        }
        int loops = atLeast(values, EVENT_LOOPS, 0);
        return new NetOptions(
                loops == 0 ? Runtime.getRuntime().availableProcessors() : loops,
                values.flag(NATIVE_IO),
                new ListenLimits(
                        atLeast(values, MAX_CONNECTIONS, 1),
                        atLeast(values, MAX_PENDING, 1),
                        atLeast(values, BACKLOG, 1),
                        handshake));
    }

    /** Every value as it is without configuration. */
    public static NetOptions defaults() {
        return of(spec().read(Map.of()));
    }

    /** The keys. */
    public static ConfigSpec spec() {
        return ConfigSpec.builder()
                .key(EVENT_LOOPS, ConfigType.INTEGER, "0", "Threads that serve clients; 0 for one per processor.")
                .key(
                        NATIVE_IO,
                        ConfigType.FLAG,
                        "true",
                        "Use the system's epoll instead of Java's selectors where it can be.")
                .key(BACKLOG, ConfigType.INTEGER, "4096", "Connections the system may accept ahead of the server.")
                .key(
                        MAX_CONNECTIONS,
                        ConfigType.INTEGER,
                        "20000",
                        "Open client connections of a port; further ones are closed.")
                .key(
                        MAX_PENDING,
                        ConfigType.INTEGER,
                        "2000",
                        "Connections in TLS handshake or before their first request; further ones are closed.")
                .key(
                        HANDSHAKE_TIMEOUT,
                        ConfigType.DURATION,
                        "10s",
                        "Time for the TLS handshake and the beginning of the protocol together.")
                .build();
    }

    private static int atLeast(ConfigValues values, String key, long least) {
        long value = values.number(key);
        if (value < least || value > Integer.MAX_VALUE) {
            throw new ConfigException("invalid value \"" + value + "\" for --net-" + key + ": must be " + least + " to "
                    + Integer.MAX_VALUE);
        }
        return (int) value;
    }
}
