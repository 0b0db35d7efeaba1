package dev.quoin.net.tls;

import dev.quoin.api.auth.TlsRules;
import java.util.List;
import java.util.stream.Stream;

/** Which cipher suites are offered. Those of TLS 1.3 cannot be chosen. */
final class CipherSuites {
    private static final List<String> TLS_1_3 =
            List.of("TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256");

    /** Authenticated encryption with forward secrecy, which is also what HTTP/2 asks for (RFC 9113, section 9.2.2). */
    private static final List<String> TLS_1_2 = List.of(
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

    private CipherSuites() {}

    /** The suites by these rules; what the TLS library has not got is left out of them later. */
    static List<String> of(TlsRules rules) {
        List<String> chosen = rules.cipherSuites().isEmpty() ? TLS_1_2 : rules.cipherSuites();
        return Stream.concat(TLS_1_3.stream(), chosen.stream()).distinct().toList();
    }

    /** Whether something is left of the chosen suites in what the library offers. */
    static boolean isAnyLeft(TlsRules rules, List<String> offered) {
        return rules.cipherSuites().isEmpty() || rules.cipherSuites().stream().anyMatch(offered::contains);
    }
}
