package dev.quoin.api.auth;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * The TLS material of a listener, and of a member that dials one. Immutable: a change is new material.
 *
 * @param own shown to those who connect
 * @param dialling shown by this member where it dials another; often the same
 * @param certificates what is wanted of those who connect
 * @param clients judges the certificates of those who connect: its {@code checkClientTrusted} is called during the
 *     handshake, must not block, and says in one line why it refuses
 * @param servers judges those who are dialled, their host name included, in {@code checkServerTrusted} with the
 *     connection; the same rules
 * @param rules versions and cipher suites
 * @param version grows by one whenever the material of this listener changes. TLS sessions MUST NOT be resumed across
 *     versions.
 */
public record TlsMaterial(
        CertifiedKey own,
        CertifiedKey dialling,
        ClientCertificates certificates,
        X509ExtendedTrustManager clients,
        X509ExtendedTrustManager servers,
        TlsRules rules,
        long version) {
    /**
     * Makes material with one key for both sides, and the same authorities for both.
     *
     * @param trusted the authorities; empty for the system's
     */
    public static TlsMaterial of(
            CertifiedKey own, List<X509Certificate> trusted, ClientCertificates certificates, long version) {
        X509ExtendedTrustManager trust = trusted.isEmpty() ? Trust.system() : Trust.in(trusted);
        return new TlsMaterial(own, own, certificates, trust, trust, TlsRules.DEFAULT, version);
    }

    /** Returns the certificates that a client sees, the listener's own first. */
    public List<X509Certificate> certificateChain() {
        return own.chain();
    }

    /** Returns the key of the certificate that a client sees. */
    public PrivateKey key() {
        return own.key();
    }
}
