package dev.quoin.transport.grpc.peer.stream;

import dev.quoin.api.config.ConfigSpec;
import dev.quoin.api.config.ConfigType;
import dev.quoin.api.config.ConfigValues;
import java.time.Duration;

/**
 * The configuration of the links.
 *
 * @param queueMessages that may wait to be sent on one lane to one member
 * @param queueBytes that these may have
 * @param dialTimeout for a connection and the greeting on it together
 * @param callTimeout for a question to be answered
 * @param idleTimeout after which a connection on which nothing comes in is given up
 * @param maxConnections that other members may have open here
 */
public record PeerSettings(
        int queueMessages,
        long queueBytes,
        Duration dialTimeout,
        Duration callTimeout,
        Duration idleTimeout,
        int maxConnections) {
    private static final String QUEUE_MESSAGES = "peer-queue-messages";
    private static final String QUEUE_BYTES = "peer-queue-bytes";
    private static final String DIAL_TIMEOUT = "peer-dial-timeout";
    private static final String CALL_TIMEOUT = "peer-call-timeout";
    private static final String IDLE_TIMEOUT = "peer-idle-timeout";
    private static final String MAX_CONNECTIONS = "peer-max-connections";

    /** Reads the values. */
    public static PeerSettings of(ConfigValues values) {
        return new PeerSettings(
                (int) values.number(QUEUE_MESSAGES),
                (int) values.number(QUEUE_BYTES),
                values.duration(DIAL_TIMEOUT),
                values.duration(CALL_TIMEOUT),
                values.duration(IDLE_TIMEOUT),
                (int) values.number(MAX_CONNECTIONS));
    }

    /** The keys. */
    public static ConfigSpec spec() {
        return ConfigSpec.builder()
                .key(
                        QUEUE_MESSAGES,
                        ConfigType.INTEGER,
                        "4096",
                        "Messages that may wait to be sent to one member.",
                        "16",
                        "2147483647")
                .key(
                        QUEUE_BYTES,
                        ConfigType.BYTES,
                        "64MiB",
                        "Bytes that may wait to be sent to one member.",
                        "1MiB",
                        "2147483647")
                .key(
                        DIAL_TIMEOUT,
                        ConfigType.DURATION,
                        "2s",
                        "Time to connect to a member and be greeted by it.",
                        "1ms",
                        null)
                .key(CALL_TIMEOUT, ConfigType.DURATION, "5s", "Time for a question to another member.", "1ms", null)
                .key(
                        IDLE_TIMEOUT,
                        ConfigType.DURATION,
                        "5s",
                        "Time without a sign of life after which a connection to a member is given up.",
                        "1ms",
                        null)
                .key(
                        MAX_CONNECTIONS,
                        ConfigType.INTEGER,
                        "1000",
                        "Connections that other members may open.",
                        "1",
                        "2147483647")
                .build();
    }
}
