package dev.quoin.auth.tls.self;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;

/**
 * Makes a key on the curve P-256 and a certificate that vouches for itself. etcd takes P-521, which BoringSSL neither offers nor accepts and which costs ten
 * times the processor time; for who connects the curve makes no difference.
 */
final class CertificateMaker {
    private static final Duration YEAR = Duration.ofDays(365);

    /** For clocks of others that run behind. */
    private static final Duration EARLIER = Duration.ofMinutes(5);

    private static final int SERIAL_BITS = 127;

    private final Instant notAfter;
    private final String certificate;
    private final String key;

    CertificateMaker(List<URI> urls, long years, Instant now) {
        notAfter = now.plus(YEAR.multipliedBy(years));
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            key = pem(new PemObject("PRIVATE KEY", pair.getPrivate().getEncoded()));
            certificate = pem(builder(pair, urls, now)
                    .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException("this Java cannot make certificates", e);
        }
    }

    Instant notAfter() {
        return notAfter;
    }

    String certificate() {
        return certificate;
    }

    String key() {
        return key;
    }

    private X509v3CertificateBuilder builder(KeyPair pair, List<URI> urls, Instant now) throws IOException {
        X500Name name = new X500Name("O=quoin");
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                        name,
                        new BigInteger(SERIAL_BITS, new SecureRandom()).setBit(SERIAL_BITS - 1),
                        Date.from(now.minus(EARLIER)),
                        Date.from(notAfter),
                        name,
                        pair.getPublic())
                .addExtension(Extension.basicConstraints, true, new BasicConstraints(true))
                .addExtension(
                        Extension.keyUsage,
                        true,
                        new KeyUsage(KeyUsage.digitalSignature
                                | KeyUsage.keyEncipherment
                                | KeyUsage.cRLSign
                                | KeyUsage.keyCertSign))
                .addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
        GeneralName[] hosts = hosts(urls);
        return hosts.length == 0
                ? builder
                : builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(hosts));
    }

    private static GeneralName[] hosts(List<URI> urls) {
        Set<String> hosts = new LinkedHashSet<>();
        for (URI url : urls) {
            // A Unix domain socket has a path where others have a host.
            if (url.getHost() != null && url.getPort() >= 0) {
                hosts.add(url.getHost().replaceAll("[\\[\\]]", ""));
            }
        }
        return hosts.stream().map(CertificateMaker::name).toArray(GeneralName[]::new);
    }

    private static GeneralName name(String host) {
        try {
            return new GeneralName(
                    GeneralName.iPAddress, InetAddress.ofLiteral(host).getHostAddress());
        } catch (IllegalArgumentException e) {
            return new GeneralName(GeneralName.dNSName, host);
        }
    }

    private static String pem(Object what) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(what);
        }
        return text.toString();
    }
}
