package dev.quoin.auth.tls.pem;

import dev.quoin.auth.tls.config.Side.NamedFile;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/** Reads certificates. */
public final class Certificates {
    private static final String LABEL = "CERTIFICATE";

    private Certificates() {}

    /**
     * The certificates of a file, in order.
     *
     * @throws BadFileException where there is none, or one that cannot be understood
     */
    public static List<X509Certificate> read(NamedFile file, byte[] bytes) throws BadFileException {
        List<X509Certificate> certificates = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (Pem.Block block : Pem.blocks(bytes)) {
            if (block.label().equals(LABEL)) {
                certificates.add(parse(file, block.bytes()));
            } else {
                others.add(block.label());
            }
        }
        if (!certificates.isEmpty()) {
            return certificates;
        }
        throw new BadFileException(
                file,
                others.isEmpty()
                        ? "tls: failed to find any PEM data in certificate input"
                        : "tls: failed to find \"CERTIFICATE\" PEM block in certificate input after skipping PEM blocks of the following types: "
                                + others);
    }

    private static X509Certificate parse(NamedFile file, byte[] der) throws BadFileException {
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException e) {
            throw new BadFileException(file, "x509: malformed certificate: " + e.getMessage());
        }
    }
}
