package dev.quoin.testkit.auth;

import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;

/**
 * A certificate to be. Without more it is valid for a day, for no host, and for servers and clients alike. For one
 * thread.
 */
public final class CertificateRequest {
    private final Authority authority;
    private final String commonName;
    private final List<GeneralName> hosts = new ArrayList<>();
    private Instant from = Instant.now().minus(1, ChronoUnit.HOURS);
    private Instant until = Instant.now().plus(1, ChronoUnit.DAYS);
    private KeyPurposeId[] purposes = {KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth};

    CertificateRequest(Authority authority, String commonName) {
        this.authority = authority;
        this.commonName = commonName;
    }

    /** Adds hosts: addresses, or DNS names, which may begin with a star. */
    public CertificateRequest hosts(String... more) {
        for (String host : more) {
            hosts.add(name(host));
        }
        return this;
    }

    private static GeneralName name(String host) {
        try {
            return new GeneralName(
                    GeneralName.iPAddress, InetAddress.ofLiteral(host).getHostAddress());
        } catch (IllegalArgumentException e) {
            return new GeneralName(GeneralName.dNSName, host);
        }
    }

    /** Makes it one for servers only. */
    public CertificateRequest forServers() {
        purposes = new KeyPurposeId[] {KeyPurposeId.id_kp_serverAuth};
        return this;
    }

    /** Makes it one for clients only. */
    public CertificateRequest forClients() {
        purposes = new KeyPurposeId[] {KeyPurposeId.id_kp_clientAuth};
        return this;
    }

    /** Makes its time be over. */
    public CertificateRequest expired() {
        from = Instant.now().minus(2, ChronoUnit.DAYS);
        until = Instant.now().minus(1, ChronoUnit.DAYS);
        return this;
    }

    /** Signs it. */
    public IssuedCertificate issue() {
        try {
            KeyPair pair = Authority.keys();
            X500Name subject = new X500Name(commonName.isEmpty() ? "O=quoin" : "CN=" + commonName);
            X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    authority.name(),
                    Authority.nextSerial(),
                    Date.from(from),
                    Date.from(until),
                    subject,
                    pair.getPublic());
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes));
            if (!hosts.isEmpty()) {
                builder.addExtension(
                        Extension.subjectAlternativeName, false, new GeneralNames(hosts.toArray(GeneralName[]::new)));
            }
            return new IssuedCertificate(authority.sign(builder), pair.getPrivate());
        } catch (GeneralSecurityException | CertIOException e) {
            throw new AssertionError("this Java cannot make certificates", e);
        }
    }
}
