package dev.quoin.tests.robustness.tls;

import dev.quoin.testkit.auth.Authority;
import dev.quoin.testkit.auth.IssuedCertificate;
import io.grpc.netty.GrpcSslContexts;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** How a test speaks TLS: with one certificate or none. */
final class Handshake {
    private static final int PATIENCE_MILLIS = 30_000;

    /** What a client of HTTP/2 says first. */
    private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private Handshake() {}

    /** For a client of gRPC. @param shown null for no certificate */
    static SslContext grpc(IssuedCertificate shown, Authority... trusted) {
        X509Certificate[] authorities = new X509Certificate[trusted.length];
        for (int i = 0; i < trusted.length; i++) {
            authorities[i] = trusted[i].certificate();
        }
        SslContextBuilder builder = GrpcSslContexts.forClient().trustManager(authorities);
        if (shown != null) {
            builder.keyManager(new Shown(shown));
        }
        try {
            return builder.build();
        } catch (SSLException e) {
            throw new AssertionError(e);
        }
    }

    /**
     * Connects to a port on the loopback, and tells whether the other side goes on after the handshake: with TLS 1.3 it judges after ours is over. The other side's
     * first bytes, which members send unasked, tell that it does.
     */
    static boolean isAccepted(int port, IssuedCertificate shown, Authority trusted) {
        try (SSLSocket socket =
                (SSLSocket) context(shown, trusted).getSocketFactory().createSocket("127.0.0.1", port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.startHandshake();
            socket.getOutputStream().write(PREFACE);
            return socket.getInputStream().read() >= 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static SSLContext context(IssuedCertificate shown, Authority trusted) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry("ca", trusted.certificate());
            TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(store);
            KeyManager[] keys = shown == null ? new KeyManager[0] : new KeyManager[] {new Shown(shown)};
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new AssertionError(e);
        }
    }
}
