package dev.quoin.auth.tls.config;

import dev.quoin.api.auth.TlsRules;
import dev.quoin.api.auth.TlsVersion;
import dev.quoin.api.config.ConfigException;
import dev.quoin.api.config.ConfigValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Versions and cipher suites by the names that Go has for them. */
public final class GoNames {
    /** Those that Go configures for TLS 1.2. They are IANA's names, which the JDK has too. */
    private static final Set<String> SUITES = Set.of(
            "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA",
            "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA",
            "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
            "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_RSA_WITH_RC4_128_SHA",
            "TLS_RSA_WITH_3DES_EDE_CBC_SHA",
            "TLS_RSA_WITH_AES_128_CBC_SHA",
            "TLS_RSA_WITH_AES_256_CBC_SHA",
            "TLS_RSA_WITH_AES_128_CBC_SHA256",
            "TLS_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_RC4_128_SHA",
            "TLS_ECDHE_RSA_WITH_RC4_128_SHA",
            "TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA",
            "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256");

    /** Go knows them, and speaks them whenever it speaks TLS 1.3, chosen or not. */
    private static final Set<String> ALWAYS =
            Set.of("TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256");

    /** Two names from before the standard, which etcd goes on to accept. */
    private static final Set<String> SHORT =
            Set.of("TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305", "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305");

    private GoNames() {}

    /**
     * Reads what is configured.
     *
     * @throws ConfigException with etcd's text
     */
    public static TlsRules rules(ConfigValues values) {
        String least = values.text("tls-min-version");
        String most = values.text("tls-max-version");
        TlsVersion from = version("tls-min-version", least, TlsVersion.TLS_1_2);
        TlsVersion to = version("tls-max-version", most, TlsVersion.TLS_1_3);
        if (from.compareTo(to) > 0) {
            throw new ConfigException("min version (" + least + ") is greater than max version (" + most + ")");
        }
        List<String> named = values.list("cipher-suites");
        if (from == TlsVersion.TLS_1_3 && !named.isEmpty()) {
            throw new ConfigException("cipher suites cannot be configured when only TLS1.3 is enabled");
        }
        List<String> suites = suites(named);
        if (suites.isEmpty() && !named.isEmpty()) {
            // Only suites of TLS 1.3 are named, so there is none left to speak TLS 1.2 with.
            if (to == TlsVersion.TLS_1_2) {
                throw new ConfigException("none of the cipher suites in --cipher-suites is one of TLS1.2");
            }
            return new TlsRules(TlsVersion.TLS_1_3, to, suites);
        }
        return new TlsRules(from, to, suites);
    }

    private static TlsVersion version(String key, String text, TlsVersion unset) {
        return switch (text) {
            case "" -> unset;
            case "TLS1.2" -> TlsVersion.TLS_1_2;
            case "TLS1.3" -> TlsVersion.TLS_1_3;
            default ->
                throw new ConfigException(
                        "unexpected TLS version \"" + text + "\" (must be one of: TLS1.2, TLS1.3) for --" + key);
        };
    }

    private static List<String> suites(List<String> named) {
        List<String> suites = new ArrayList<>();
        for (String name : named) {
            String full = SHORT.contains(name) ? name + "_SHA256" : name;
            if (SUITES.contains(full)) {
                suites.add(full);
            } else if (!ALWAYS.contains(full)) {
                throw new ConfigException("unexpected TLS cipher suite \"" + name + "\" for --cipher-suites");
            }
        }
        return suites;
    }
}
