package dev.quoin.net.client;

import dev.quoin.api.Provider;
import dev.quoin.api.config.ConfigSpec;
import dev.quoin.api.config.ConfigType;
import dev.quoin.api.config.ConfigValues;
import dev.quoin.net.listen.ListenLimits;
import java.util.Map;

/**
 * The configuration of the ports that client transports share.
 *
 * @param eventLoops threads that serve clients
 * @param nativeIo whether the system's epoll is used where it can be
 * @param limits of each port
 */
public record NetOptions(int eventLoops, boolean nativeIo, ListenLimits limits) {
    private static final String MOST = "2147483647";
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

    /** Reads the values. */
    public static NetOptions of(ConfigValues values) {
        int loops = (int) values.number(EVENT_LOOPS);
        return new NetOptions(
                loops == 0 ? Runtime.getRuntime().availableProcessors() : loops,
                values.flag(NATIVE_IO),
                new ListenLimits(
                        (int) values.number(MAX_CONNECTIONS),
                        (int) values.number(MAX_PENDING),
                        (int) values.number(BACKLOG),
                        values.duration(HANDSHAKE_TIMEOUT)));
    }

    /** Every value as it is without configuration. */
    public static NetOptions defaults() {
        return of(spec().read(Map.of()));
    }

    /** The keys. */
    public static ConfigSpec spec() {
        return ConfigSpec.builder()
                .key(
                        EVENT_LOOPS,
                        ConfigType.INTEGER,
                        "0",
                        "Threads that serve clients; 0 for one per processor.",
                        "0",
                        "1024")
                .key(
                        NATIVE_IO,
                        ConfigType.FLAG,
                        "true",
                        "Use the system's epoll instead of Java's selectors where it can be.")
                .key(
                        BACKLOG,
                        ConfigType.INTEGER,
                        "4096",
                        "Connections the system may accept ahead of the server.",
                        "1",
                        MOST)
                .key(
                        MAX_CONNECTIONS,
                        ConfigType.INTEGER,
                        "20000",
                        "Open client connections of a port; further ones are closed.",
                        "1",
                        MOST)
                .key(
                        MAX_PENDING,
                        ConfigType.INTEGER,
                        "2000",
                        "Connections in TLS handshake or before their first request; further ones are closed.",
                        "1",
                        MOST)
                .key(
                        HANDSHAKE_TIMEOUT,
                        ConfigType.DURATION,
                        "10s",
                        "Time for the TLS handshake and the beginning of the protocol together.",
                        "1ms",
                        null)
                .build();
    }
}
