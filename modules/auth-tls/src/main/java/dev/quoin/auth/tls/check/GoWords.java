package dev.quoin.auth.tls.check;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;

/** Says why the JDK refuses a certificate in the words that Go has for it, which operators of etcd know. */
final class GoWords {
    private static final int MAX_DEPTH = 10;

    private GoWords() {}

    static CertificateException of(CertificateException refusal, X509Certificate[] chain) {
        String subject = chain.length == 0 ? "" : " (" + chain[0].getSubjectX500Principal() + ")";
        Throwable cause = refusal;
        for (int depth = 0; cause != null && depth < MAX_DEPTH; depth++) {
            String words = words(cause);
            if (words != null) {
                return new CertificateException("tls: failed to verify certificate: " + words + subject, refusal);
            }
            cause = cause.getCause();
        }
        return new CertificateException(
                "tls: failed to verify certificate: "
                        + String.valueOf(refusal.getMessage()).replaceAll("\\s*\\R\\s*", "; ") + subject,
                refusal);
    }

    private static @Nullable String words(Throwable cause) {
        if (cause instanceof CertificateExpiredException || cause instanceof CertificateNotYetValidException) {
            return "x509: certificate has expired or is not yet valid: " + cause.getMessage();
        }
        if (cause instanceof CertPathBuilderException) {
            return "x509: certificate signed by unknown authority";
        }
        String message = String.valueOf(cause.getMessage());
        return message.contains("xtended key usage does not permit")
                ? "x509: certificate specifies an incompatible key usage: " + message
                : null;
    }
}
