package dev.quoin.api.auth;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What a TLS listener needs.
 *
 * @param certificateChain the listener's own certificate first
 * @param key its private key
 * @param trusted the authorities whose client certificates are accepted; empty for the system's
 * @param clientCertificateRequired whether a connection without a client certificate is refused
 * @param version grows by one whenever the material changes
 */
public record TlsMaterial(
        List<X509Certificate> certificateChain,
        PrivateKey key,
        List<X509Certificate> trusted,
        boolean clientCertificateRequired,
        long version) {}
