package dev.quoin.distribution.config;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The two sections of etcd's configuration file that hold what its TLS flags say, under shorter names. */
enum SecuritySection {
    /** Of the listeners for clients. */
    CLIENT(
            "client-transport-security",
            "",
            Map.of("allowed-cn", "client-cert-allowed-cn", "allowed-hostname", "client-cert-allowed-hostname")),
    /** Of the listeners for other members. */
    PEER(
            "peer-transport-security",
            "peer-",
            Map.of(
                    "allowed-cn", "peer-cert-allowed-cn",
                    "allowed-hostname", "peer-cert-allowed-hostname",
                    "client-cert-auth", "peer-client-cert-auth"));

    /** What a section may hold, but for the names that differ from those of the flags. */
    private static final String SAME =
            "cert-file|key-file|client-cert-file|client-key-file|client-cert-auth|trusted-ca-file|auto-tls|skip-client-san-verification";

    private final String section;
    private final String prefix;

    @SuppressWarnings("ImmutableEnumChecker") // Map.of
    private final Map<String, String> others;

    SecuritySection(String section, String prefix, Map<String, String> others) {
        this.section = section;
        this.prefix = prefix;
        this.others = others;
    }

    /** The section with this name, or null. */
    static @Nullable SecuritySection of(String name) {
        for (SecuritySection known : values()) {
            if (known.section.equals(name)) {
                return known;
            }
        }
        return null;
    }

    /** The flag that says the same as a key of the section; null where etcd has no such key. */
    @Nullable
    String flag(String key) {
        String other = others.get(key);
        return other != null ? other : key.matches(SAME) ? prefix + key : null;
    }
}
