package dev.quoin.ctl.client;

import dev.quoin.ctl.text.Raw;
import io.grpc.netty.GrpcSslContexts;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.TrustManagerFactory;

/** TLS towards the members. */
final class Tls {
    private Tls() {}

    static SslContext context(TlsConfig config) throws TlsException {
        try {
            SslContextBuilder builder = GrpcSslContexts.configure(SslContextBuilder.forClient(), SslProvider.JDK);
            identity(config, builder);
            if (config.skipVerify()) {
                builder.trustManager(new TrustAnybody());
            } else if (!config.caFile().isEmpty()) {
                builder.trustManager(trust(Raw.text(config.caFile())));
            }
            return builder.build();
        } catch (IOException | GeneralSecurityException e) {
            throw new TlsException("tls: " + e.getMessage());
        }
    }

    private static void identity(TlsConfig config, SslContextBuilder builder) throws TlsException {
        if (config.certFile().isEmpty() && config.keyFile().isEmpty()) {
            return;
        }
        if (config.certFile().isEmpty() || config.keyFile().isEmpty()) {
            throw new TlsException("KeyFile and CertFile must both be present[key: " + config.keyFile() + ", cert: "
                    + config.certFile() + "]");
        }
        List<X509Certificate> chain = Pem.certificates(Raw.text(config.certFile()));
        if (chain.isEmpty()) {
            throw new TlsException("tls: failed to find any PEM data in certificate input");
        }
        PrivateKey key = Pem.privateKey(Raw.text(config.keyFile()));
        if (!key.getAlgorithm().equals(chain.getFirst().getPublicKey().getAlgorithm())) {
            throw new TlsException("tls: private key type does not match public key type");
        }
        builder.keyManager(key, chain.toArray(X509Certificate[]::new));
    }

    static TrustManagerFactory trust(String file) throws TlsException, IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int number = 0;
        for (X509Certificate certificate : Pem.certificates(file)) {
            store.setCertificateEntry("ca" + number++, certificate);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory;
    }
}
