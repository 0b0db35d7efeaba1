package dev.quoin.distribution.config;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The flags of etcd 3.7 that Quoin does not have yet, or that a plugin has. They are refused rather than ignored; a value that only says what Quoin does
 * anyway is accepted, so that manifests which spell out defaults carry over. docs/compatibility.md lists them.
 */
public final class EtcdFlags {
    private static final String TLS = "tls";
    private static final String HTTP = "http";
    private static final Map<String, EtcdFlag> FLAGS = new LinkedHashMap<>();

    static {
        values(
                "discovery",
                "discovery-cacert",
                "discovery-cert",
                "discovery-dial-timeout",
                "discovery-endpoints",
                "discovery-fallback",
                "discovery-keepalive-time",
                "discovery-keepalive-timeout",
                "discovery-key",
                "discovery-password",
                "discovery-proxy",
                "discovery-request-timeout",
                "discovery-token",
                "discovery-user");
        plugin(
                TLS,
                List.of(
                        "cert-file",
                        "cipher-suites",
                        "client-cert-allowed-hostname",
                        "client-cert-file",
                        "client-crl-file",
                        "client-key-file",
                        "key-file",
                        "peer-cert-allowed-cn",
                        "peer-cert-allowed-hostname",
                        "peer-cert-file",
                        "peer-client-cert-file",
                        "peer-client-key-file",
                        "peer-crl-file",
                        "peer-key-file",
                        "peer-trusted-ca-file",
                        "self-signed-cert-validity",
                        "tls-max-version",
                        "tls-min-version",
                        "trusted-ca-file"));
        plugin(HTTP, List.of("cors", "host-whitelist"));
        plugin(HTTP, "enable-grpc-gateway", "false");
        plugin(TLS, "auto-tls", "false");
        plugin(TLS, "client-cert-auth", "false");
        plugin(TLS, "peer-auto-tls", "false");
        plugin(TLS, "peer-client-cert-auth", "false");
        plugin(TLS, "peer-skip-client-san-verification", "false");
        only("discovery-insecure-skip-tls-verify", true, "false");
        only("discovery-insecure-transport", true, "true");
    }

    private EtcdFlags() {}

    private static void values(String... names) {
        for (String name : names) {
            FLAGS.put(name, new EtcdFlag(name, false, null, null));
        }
    }

    private static void plugin(String plugin, List<String> names) {
        for (String name : names) {
            FLAGS.put(name, new EtcdFlag(name, false, plugin, null));
        }
    }

    private static void plugin(String plugin, String name, String only) {
        FLAGS.put(name, new EtcdFlag(name, true, plugin, only));
    }

    private static void only(String name, boolean isBoolean, String value) {
        FLAGS.put(name, new EtcdFlag(name, isBoolean, null, value));
    }

    /** The flag with this name, or null where etcd has none or we have it ourselves. */
    public static @Nullable EtcdFlag find(String name) {
        return FLAGS.get(name);
    }

    /** All of them. */
    public static Collection<EtcdFlag> all() {
        return FLAGS.values();
    }
}
