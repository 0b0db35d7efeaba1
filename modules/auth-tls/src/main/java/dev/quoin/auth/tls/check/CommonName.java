package dev.quoin.auth.tls.check;

import java.security.cert.X509Certificate;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The common name in a certificate's subject, by which etcd knows users. */
public final class CommonName {
    private static final Logger LOG = LoggerFactory.getLogger(CommonName.class);

    private CommonName() {}

    /** The common name; empty where there is none. Of several, as in Go, the last in the order of the certificate. */
    public static String of(X509Certificate certificate) {
        String subject = certificate.getSubjectX500Principal().getName();
        try {
            // The text has the order of the certificate reversed, and a list of its parts has that of the certificate
            // again.
            for (Rdn part : new LdapName(subject).getRdns().reversed()) {
                if (part.getType().equalsIgnoreCase("CN") && part.getValue() instanceof String text) {
                    return text;
                }
            }
        } catch (InvalidNameException e) {
            LOG.atDebug().addKeyValue("subject", subject).log("subject of a certificate cannot be understood");
        }
        return "";
    }
}
