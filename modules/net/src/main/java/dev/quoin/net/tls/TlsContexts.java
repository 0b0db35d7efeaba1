package dev.quoin.net.tls;

import dev.quoin.api.auth.Authenticator;
import dev.quoin.api.auth.ClientCertificates;
import dev.quoin.api.auth.TlsMaterial;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * TLS for one side of a member: for those who connect, and for connections that the member dials. The authenticator is asked for its material at every
 * handshake, and a context is made anew when the material has changed; connections that exist stay as they are. Safe for use by any thread.
 */
public final class TlsContexts {
    /** Authenticated encryption with forward secrecy, which is also what HTTP/2 asks for (RFC 9113, section 9.2.2). */
    private static final List<String> CIPHERS = List.of(
            "TLS_AES_128_GCM_SHA256",
            "TLS_AES_256_GCM_SHA384",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

    private final Authenticator authenticator;
    private final Authenticator.Listener side;
    private @Nullable Made server;
    private @Nullable Made client;

    /** A context and what it was made of. */
    private record Made(SslContext context, long version, List<String> applicationProtocols) {
        boolean fits(TlsMaterial material, List<String> protocols) {
            return version == material.version() && applicationProtocols.equals(protocols);
        }
    }

    /** Contexts for one side of a member. */
    public TlsContexts(Authenticator authenticator, Authenticator.Listener side) {
        this.authenticator = authenticator;
        this.side = side;
    }

    /** Whether there is material at all. */
    public boolean isConfigured() {
        return authenticator.tls(side).isPresent();
    }

    /**
     * The context for the next handshake with somebody who connects.
     *
     * @param applicationProtocols what is spoken here, the preferred first
     */
    public synchronized SslContext server(List<String> applicationProtocols) throws SSLException {
        TlsMaterial material = material();
        Made made = server;
        if (made == null || !made.fits(material, applicationProtocols)) {
            made = new Made(forServer(material, applicationProtocols), material.version(), applicationProtocols);
            server = made;
        }
        return made.context();
    }

    /** The context for the next handshake with somebody who is dialled: the side's own certificate is shown there too. */
    public synchronized SslContext client(List<String> applicationProtocols) throws SSLException {
        TlsMaterial material = material();
        Made made = client;
        if (made == null || !made.fits(material, applicationProtocols)) {
            made = new Made(forClient(material, applicationProtocols), material.version(), applicationProtocols);
            client = made;
        }
        return made.context();
    }

    private TlsMaterial material() throws SSLException {
        return authenticator.tls(side).orElseThrow(() -> new SSLException("no certificate is configured"));
    }

    private static SslContext forServer(TlsMaterial material, List<String> protocols) throws SSLException {
        SslContextBuilder builder = SslContextBuilder.forServer(
                        material.key(), material.certificateChain().toArray(new X509Certificate[0]))
                .trustManager(material.clients())
                .clientAuth(clientAuth(material.certificates()));
        return build(builder, protocols);
    }

    private static SslContext forClient(TlsMaterial material, List<String> protocols) throws SSLException {
        SslContextBuilder builder = SslContextBuilder.forClient()
                .keyManager(
                        material.dialling().key(), material.dialling().chain().toArray(new X509Certificate[0]))
                .trustManager(material.servers());
        return build(builder, protocols);
    }

    private static SslContext build(SslContextBuilder builder, List<String> protocols) throws SSLException {
        builder.sslProvider(OpenSsl.isAvailable() ? SslProvider.OPENSSL : SslProvider.JDK)
                .ciphers(CIPHERS, SupportedCipherSuiteFilter.INSTANCE)
                .applicationProtocolConfig(new ApplicationProtocolConfig(
                        Protocol.ALPN,
                        SelectorFailureBehavior.NO_ADVERTISE,
                        SelectedListenerFailureBehavior.ACCEPT,
                        protocols));
        return builder.build();
    }

    private static ClientAuth clientAuth(ClientCertificates wanted) {
        return switch (wanted) {
            case NONE -> ClientAuth.NONE;
            case OPTIONAL -> ClientAuth.OPTIONAL;
            case REQUIRED -> ClientAuth.REQUIRE;
        };
    }
}
