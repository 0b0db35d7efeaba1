package dev.quoin.api.auth;

import java.util.List;

/**
 * The rules by which a listener, or a member that dials one, speaks TLS.
 *
 * @param least the oldest version that is accepted
 * @param most the newest
 * @param cipherSuites for TLS 1.2, by the names that IANA and the JDK have for them; those of TLS 1.3 cannot be chosen.
 *     Empty for the transport's own choice. A transport leaves out what it has not got, and refuses to start where
 *     nothing is left.
 */
public record TlsRules(TlsVersion least, TlsVersion most, List<String> cipherSuites) {
    /** TLS 1.2 and later, with the cipher suites that the transport chooses. */
    public static final TlsRules DEFAULT = new TlsRules(TlsVersion.TLS_1_2, TlsVersion.TLS_1_3, List.of());

    /** Copies the list. */
    public TlsRules {
        cipherSuites = List.copyOf(cipherSuites);
        if (least.compareTo(most) > 0) {
            throw new IllegalArgumentException(least + " is above " + most);
        }
    }
}
