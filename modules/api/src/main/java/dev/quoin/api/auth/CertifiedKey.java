package dev.quoin.api.auth;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A private key and the certificates that vouch for it.
 *
 * @param chain the certificate of the key first, then each one's issuer; never empty
 * @param key belongs to the first certificate
 */
public record CertifiedKey(List<X509Certificate> chain, PrivateKey key) {
    /** Copies the list. */
    public CertifiedKey {
        chain = List.copyOf(chain);
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("no certificate");
        }
    }

    /** Leaves the key out. */
    @Override
    public String toString() {
        return "CertifiedKey[" + chain.getFirst().getSubjectX500Principal() + "]";
    }
}
