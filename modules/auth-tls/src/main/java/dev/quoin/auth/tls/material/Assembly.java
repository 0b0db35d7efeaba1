package dev.quoin.auth.tls.material;

import dev.quoin.api.auth.CertifiedKey;
import dev.quoin.api.auth.TlsMaterial;
import dev.quoin.api.auth.TlsRules;
import dev.quoin.api.auth.Trust;
import dev.quoin.auth.tls.check.AnyServer;
import dev.quoin.auth.tls.check.CertificateRules;
import dev.quoin.auth.tls.check.CheckedTrust;
import dev.quoin.auth.tls.config.Side;
import dev.quoin.auth.tls.pem.BadFileException;
import dev.quoin.auth.tls.pem.Certificates;
import dev.quoin.auth.tls.pem.PrivateKeys;
import dev.quoin.auth.tls.pem.RevocationLists;
import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Material that was made of files, and what it is made of.
 *
 * @param authorities all that the file names, whether or not their time has come or is over
 * @param valid those of them that were trusted when the material was made; a chain is not asked for the times of the authority at its end, so the others are
 *     left out
 */
record Assembly(TlsMaterial material, FileSet files, List<X509Certificate> authorities, List<X509Certificate> valid) {
    /** @throws BadFileException naming the file that does not fit */
    static Assembly of(Side side, TlsRules rules, FileSet files, Instant now, long version) throws BadFileException {
        CertifiedKey own = pair(side.own(), files);
        CertifiedKey dialling = side.dialling().isGiven() ? pair(side.dialling(), files) : own;
        List<X509Certificate> authorities =
                side.trusted().isGiven() ? Certificates.read(side.trusted(), files.of(side.trusted())) : List.of();
        List<X509Certificate> valid = validAt(authorities, now);
        if (valid.isEmpty() && side.trusted().isGiven()) {
            throw new BadFileException(side.trusted(), outOfTime(authorities.getFirst()));
        }
        CertificateRules limits = new CertificateRules(side.commonNames(), side.hostNames(), revoked(side, files));
        X509ExtendedTrustManager trust = side.auto()
                ? new AnyServer()
                : new CheckedTrust(valid.isEmpty() ? Trust.system() : Trust.in(valid), limits);
        return new Assembly(
                new TlsMaterial(own, dialling, side.wanted(), trust, trust, rules, version), files, authorities, valid);
    }

    /** When the first of the own certificates and of the trusted authorities expires. */
    Instant notAfter() {
        return Stream.of(material.own().chain(), material.dialling().chain(), valid)
                .flatMap(List::stream)
                .map(certificate -> certificate.getNotAfter().toInstant())
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    static List<X509Certificate> validAt(List<X509Certificate> authorities, Instant now) {
        return authorities.stream().filter(authority -> isValid(authority, now)).toList();
    }

    static boolean isValid(X509Certificate certificate, Instant now) {
        return !now.isBefore(certificate.getNotBefore().toInstant())
                && !now.isAfter(certificate.getNotAfter().toInstant());
    }

    /** Go's words, without the time of the day, so that the same fault reads the same whenever it is seen. */
    static String outOfTime(X509Certificate certificate) {
        return "x509: certificate has expired or is not yet valid: it is valid from "
                + certificate.getNotBefore().toInstant() + " to "
                + certificate.getNotAfter().toInstant();
    }

    private static CertifiedKey pair(Side.Pair pair, FileSet files) throws BadFileException {
        List<X509Certificate> chain = Certificates.read(pair.certificate(), files.of(pair.certificate()));
        return new CertifiedKey(
                chain,
                PrivateKeys.read(
                        pair.key(), files.of(pair.key()), chain.getFirst().getPublicKey()));
    }

    private static Set<BigInteger> revoked(Side side, FileSet files) throws BadFileException {
        return side.revoked().isGiven() ? RevocationLists.read(side.revoked(), files.of(side.revoked())) : Set.of();
    }
}
