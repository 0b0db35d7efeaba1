package dev.quoin.auth.tls.check;

import java.math.BigInteger;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;

/**
 * What a certificate must be, beside being vouched for. Immutable.
 *
 * @param commonNames one of them must be its own; empty for any
 * @param hostNames it must be for one of them; empty for any
 * @param revoked serial numbers that neither it nor one of its issuers may have
 */
public record CertificateRules(List<String> commonNames, List<String> hostNames, Set<BigInteger> revoked) {
    /** Copies. */
    public CertificateRules {
        commonNames = List.copyOf(commonNames);
        hostNames = List.copyOf(hostNames);
        revoked = Set.copyOf(revoked);
    }

    /**
     * Checks a chain that is vouched for.
     *
     * @throws CertificateException in one line that says what is wrong, with etcd's words in it
     */
    void check(X509Certificate[] chain) throws CertificateException {
        if (!commonNames.isEmpty()) {
            String name = CommonName.of(chain[0]);
            if (!commonNames.contains(name)) {
                throw refused("common name \"" + name + "\" is not allowed");
            }
        }
        if (!hostNames.isEmpty()) {
            HostNames own = HostNames.of(chain[0]);
            if (hostNames.stream().noneMatch(own::cover)) {
                throw refused("it is not for one of the allowed hosts " + hostNames);
            }
        }
        for (X509Certificate certificate : chain) {
            if (revoked.contains(certificate.getSerialNumber())) {
                throw new CertificateException("transport: certificate serial "
                        + certificate.getSerialNumber().toString(16) + " revoked");
            }
        }
    }

    private static CertificateException refused(String why) {
        return new CertificateException("client certificate authentication failed: " + why);
    }
}
