package dev.quoin.auth.tls.pem;

import dev.quoin.auth.tls.config.Side.NamedFile;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.cert.CRLException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads lists of revoked certificates: DER as etcd does, and PEM with any number of lists. */
public final class RevocationLists {
    private static final String LABEL = "X509 CRL";

    private RevocationLists() {}

    /**
     * The serial numbers that are revoked. As with etcd, neither the issuer nor the age of a list is looked at.
     *
     * @throws BadFileException where the file is no such list
     */
    public static Set<BigInteger> read(NamedFile file, byte[] bytes) throws BadFileException {
        List<Pem.Block> blocks = Pem.blocks(bytes);
        Set<BigInteger> serials = new HashSet<>();
        if (blocks.isEmpty()) {
            add(file, bytes, serials);
        }
        for (Pem.Block block : blocks) {
            if (!block.label().equals(LABEL)) {
                throw new BadFileException(file, "x509: not a certificate revocation list but a " + block.label());
            }
            add(file, block.bytes(), serials);
        }
        return serials;
    }

    private static void add(NamedFile file, byte[] der, Set<BigInteger> serials) throws BadFileException {
        try {
            X509CRL list = (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(der));
            Set<? extends X509CRLEntry> entries = list.getRevokedCertificates();
            if (entries != null) {
                entries.forEach(entry -> serials.add(entry.getSerialNumber()));
            }
        } catch (CRLException | CertificateException e) {
            throw new BadFileException(file, "x509: malformed certificate revocation list: " + e.getMessage());
        }
    }
}
