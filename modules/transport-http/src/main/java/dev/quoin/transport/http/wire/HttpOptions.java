package dev.quoin.transport.http.wire;

import dev.quoin.api.config.ConfigSpec;
import dev.quoin.api.config.ConfigType;
import dev.quoin.api.config.ConfigValues;
import java.time.Duration;
import java.util.List;

/**
 * The configuration of the HTTP transport.
 *
 * @param gateway whether the API is offered as JSON
 * @param cors origins whose pages may ask; {@code *} for all
 * @param hostWhitelist host names that requests in clear text may name; {@code *} for all
 * @param headerBytes the largest head of a request
 * @param headerTimeout for a request's head, from its first byte
 * @param bodyTimeout for a request's body, where it is read as a whole
 * @param idleTimeout for the next request on a connection
 */
public record HttpOptions(
        boolean gateway,
        List<String> cors,
        List<String> hostWhitelist,
        int headerBytes,
        Duration headerTimeout,
        Duration bodyTimeout,
        Duration idleTimeout) {
    private static final String GATEWAY = "enable-grpc-gateway";
    private static final String CORS = "cors";
    private static final String HOST_WHITELIST = "host-whitelist";
    private static final String HEADER_BYTES = "max-header-bytes";
    private static final String HEADER_TIMEOUT = "header-timeout";
    private static final String BODY_TIMEOUT = "body-timeout";
    private static final String IDLE_TIMEOUT = "idle-timeout";

    /** Reads the values. */
    public static HttpOptions of(ConfigValues values) {
        return new HttpOptions(
                values.flag(GATEWAY),
                values.list(CORS),
                values.list(HOST_WHITELIST),
                (int) values.number(HEADER_BYTES),
                values.duration(HEADER_TIMEOUT),
                values.duration(BODY_TIMEOUT),
                values.duration(IDLE_TIMEOUT));
    }

    /** The keys. The first three are known to users of etcd by their bare names. */
    public static ConfigSpec spec() {
        return ConfigSpec.builder()
                .bare(GATEWAY, ConfigType.FLAG, "true", "Offer the API as JSON under /v3/.")
                .bare(CORS, ConfigType.LIST, "*", "Origins whose pages may ask.")
                .bare(HOST_WHITELIST, ConfigType.LIST, "*", "Host names that requests in clear text may name.")
                .key(HEADER_BYTES, ConfigType.BYTES, "64KiB", "Largest head of a request.", "1KiB", "16MiB")
                .key(
                        HEADER_TIMEOUT,
                        ConfigType.DURATION,
                        "10s",
                        "Time for a request's head, from its first byte.",
                        "1ms",
                        null)
                .key(BODY_TIMEOUT, ConfigType.DURATION, "1m", "Time for a request's body.", "1ms", null)
                .key(IDLE_TIMEOUT, ConfigType.DURATION, "5m", "Time for the next request on a connection.", "1ms", null)
                .build();
    }
}
