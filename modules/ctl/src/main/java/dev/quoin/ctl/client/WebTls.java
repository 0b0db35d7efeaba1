package dev.quoin.ctl.client;

import dev.quoin.ctl.text.Raw;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** The same TLS settings for Java's HTTP client, which reads metrics. */
public final class WebTls {
    private WebTls() {}

    /** A context with the certificates that the flags name. */
    public static SSLContext context(TlsConfig config) throws TlsException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys(config), trust(config), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new TlsException("tls: " + e.getMessage());
        }
    }

    private static KeyManager[] keys(TlsConfig config) throws GeneralSecurityException, IOException, TlsException {
        if (config.certFile().isEmpty() || config.keyFile().isEmpty()) {
            return new KeyManager[0];
        }
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        Certificate[] chain = Pem.certificates(Raw.text(config.certFile())).toArray(Certificate[]::new);
        store.setKeyEntry("client", Pem.privateKey(Raw.text(config.keyFile())), new char[0], chain);
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, new char[0]);
        return factory.getKeyManagers();
    }

    private static TrustManager @org.jspecify.annotations.Nullable [] trust(TlsConfig config)
            throws GeneralSecurityException, IOException, TlsException {
        if (config.skipVerify()) {
            return new TrustManager[] {new TrustAnybody()};
        }
        return config.caFile().isEmpty()
                ? null
                : Tls.trust(Raw.text(config.caFile())).getTrustManagers();
    }
}
