package dev.quoin.net.tls;

import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Says in one line why a handshake failed, in Go's words where the libraries have only codes. */
public final class TlsFailure {
    private static final int MAX_DEPTH = 10;

    private TlsFailure() {}

    /** The reason; null where a failure has nothing to do with TLS. */
    public static @Nullable String reason(Throwable failure) {
        SSLException tls = null;
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < MAX_DEPTH; depth++) {
            if (cause instanceof CertificateException) {
                return oneLine(String.valueOf(cause.getMessage()));
            }
            if (cause instanceof SSLException found) {
                tls = found;
            }
            cause = cause.getCause();
        }
        return tls == null ? null : inWords(oneLine(String.valueOf(tls.getMessage())));
    }

    private static String inWords(String message) {
        if (message.contains("PEER_DID_NOT_RETURN_A_CERTIFICATE")
                || message.contains("Empty client certificate chain")) {
            return "tls: client didn't provide a certificate";
        }
        if (message.contains("HTTP_REQUEST") || message.contains("not an SSL/TLS record")) {
            return "tls: first record does not look like a TLS handshake";
        }
        return "tls: " + message;
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s*\\R\\s*", "; ");
    }
}
