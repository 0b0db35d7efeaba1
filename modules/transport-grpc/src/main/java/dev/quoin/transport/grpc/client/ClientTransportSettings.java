package dev.quoin.transport.grpc.client;

import dev.quoin.api.config.ConfigSpec;
import dev.quoin.api.config.ConfigType;
import dev.quoin.api.config.ConfigValues;
import dev.quoin.api.transport.TransportLimits;
import dev.quoin.transport.grpc.http2.Http2Options;

/** The configuration of the gRPC client transport. */
public final class ClientTransportSettings {
    /** More open streams on one connection than this would be an attack or a mistake; etcd's default, no limit, ends here too. */
    private static final int MAX_STREAMS = 65_536;

    private static final String MOST = "2147483647";
    private static final String STREAM_WINDOW = "stream-window";
    private static final String CONNECTION_WINDOW = "connection-window";
    private static final String MAX_HEADER_LIST = "max-header-list";
    private static final String MAX_HELD = "max-held-requests";
    private static final String MAX_QUEUED = "max-queued-responses";

    private final ConfigValues values;

    /** Reads from these values. */
    public ClientTransportSettings(ConfigValues values) {
        this.values = values;
    }

    /** The keys. */
    public static ConfigSpec spec() {
        return ConfigSpec.builder()
                .key(STREAM_WINDOW, ConfigType.BYTES, "1MiB", "HTTP/2 window of a call's requests.", "65535", MOST)
                .key(
                        CONNECTION_WINDOW,
                        ConfigType.BYTES,
                        "4MiB",
                        "HTTP/2 window of a connection's requests.",
                        "65535",
                        MOST)
                .key(MAX_HEADER_LIST, ConfigType.BYTES, "256KiB", "Largest size of a request's headers.", "1024", MOST)
                .key(
                        MAX_HELD,
                        ConfigType.BYTES,
                        "64MiB",
                        "Unfinished requests kept for one connection; calls beyond are refused.")
                .key(
                        MAX_QUEUED,
                        ConfigType.BYTES,
                        "64MiB",
                        "Unsent responses of one connection above which its new calls are refused.")
                .build();
    }

    private int integer(String key) {
        return Math.toIntExact(values.number(key));
    }

    Http2Options http2(TransportLimits limits) {
        return new Http2Options(
                (int) Math.min(limits.maxConcurrentStreams(), MAX_STREAMS),
                integer(STREAM_WINDOW),
                integer(CONNECTION_WINDOW),
                integer(MAX_HEADER_LIST),
                values.number(MAX_HELD),
                values.number(MAX_QUEUED),
                limits.keepAliveMinTime(),
                limits.keepAliveInterval(),
                limits.keepAliveTimeout());
    }
}
