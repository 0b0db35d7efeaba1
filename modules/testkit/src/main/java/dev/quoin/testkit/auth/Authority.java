package dev.quoin.testkit.auth;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An authority that a test makes for itself, with keys on the curve P-256. Safe for use by any thread. */
public final class Authority {
    private static final AtomicLong SERIALS = new AtomicLong(System.nanoTime());

    private final X500Name name;
    private final PrivateKey key;
    private final X509Certificate certificate;

    private Authority(String name, Instant from, Instant until) {
        try {
            KeyPair pair = keys();
            this.name = new X500Name("CN=" + name);
            key = pair.getPrivate();
            X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    this.name, nextSerial(), Date.from(from), Date.from(until), this.name, pair.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            certificate = sign(builder);
        } catch (GeneralSecurityException | CertIOException e) {
            throw new AssertionError("this Java cannot make certificates", e);
        }
    }

    /** One that is valid now. @param name its common name */
    public static Authority named(String name) {
        Instant now = Instant.now();
        return new Authority(name, now.minus(1, ChronoUnit.DAYS), now.plus(365, ChronoUnit.DAYS));
    }

    /** One whose time is over. */
    public static Authority expired(String name) {
        Instant now = Instant.now();
        return new Authority(name, now.minus(365, ChronoUnit.DAYS), now.minus(1, ChronoUnit.DAYS));
    }

    /** Begins a certificate. @param commonName of its subject; empty for none */
    public CertificateRequest certificate(String commonName) {
        return new CertificateRequest(this, commonName);
    }

    /** Returns the certificate that those who trust this authority keep. */
    public X509Certificate certificate() {
        return certificate;
    }

    /** The same as text for a file. */
    public String pem() {
        return PemText.of(certificate);
    }

    /** A list of revoked certificates in DER, valid for a day. */
    public byte[] revocationList(IssuedCertificate... revoked) {
        Instant now = Instant.now();
        X509v2CRLBuilder builder = new X509v2CRLBuilder(name, Date.from(now.minus(1, ChronoUnit.HOURS)));
        builder.setNextUpdate(Date.from(now.plus(1, ChronoUnit.DAYS)));
        for (IssuedCertificate one : revoked) {
            builder.addCRLEntry(one.certificate().getSerialNumber(), Date.from(now), CRLReason.keyCompromise);
        }
        try {
            return builder.build(signer()).getEncoded();
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    X500Name name() {
        return name;
    }

    X509Certificate sign(X509v3CertificateBuilder builder) throws GeneralSecurityException {
        return new JcaX509CertificateConverter().getCertificate(builder.build(signer()));
    }

    private ContentSigner signer() {
        try {
            return new JcaContentSignerBuilder("SHA256withECDSA").build(key);
        } catch (OperatorCreationException e) {
            throw new AssertionError(e);
        }
    }

    static BigInteger nextSerial() {
        return BigInteger.valueOf(SERIALS.incrementAndGet());
    }

    static KeyPair keys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }
}
