package dev.quoin.transport.grpc.net;

import dev.quoin.api.auth.Authenticator;
import dev.quoin.api.auth.ClientCertificates;
import dev.quoin.api.auth.TlsMaterial;
import io.netty.handler.codec.http2.Http2SecurityUtil;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** TLS for one listener, and for those who dial others like it, made anew when its material has changed. Safe for use by any thread. */
public final class TlsContexts {
    private final Authenticator authenticator;
    private final Authenticator.Listener listener;
    private @Nullable SslContext context;
    private long version;
    private @Nullable SslContext clientContext;
    private long clientVersion;

    /** For this listener. */
    public TlsContexts(Authenticator authenticator, Authenticator.Listener listener) {
        this.authenticator = authenticator;
        this.listener = listener;
    }

    /** Whether there is material at all. */
    public boolean isConfigured() {
        return authenticator.tls(listener).isPresent();
    }

    /** What the next handshake uses. */
    public synchronized SslContext current() throws SSLException {
        TlsMaterial material =
                authenticator.tls(listener).orElseThrow(() -> new SSLException("no certificate is configured"));
        if (context == null || version != material.version()) {
            context = build(material);
            version = material.version();
        }
        return context;
    }

    /** What the next handshake with somebody that is dialled uses: the listener's own certificate is shown there too. */
    public synchronized SslContext currentClient() throws SSLException {
        TlsMaterial material =
                authenticator.tls(listener).orElseThrow(() -> new SSLException("no certificate is configured"));
        if (clientContext == null || clientVersion != material.version()) {
            clientContext = buildClient(material);
            clientVersion = material.version();
        }
        return clientContext;
    }

    private static SslContext buildClient(TlsMaterial material) throws SSLException {
        return SslContextBuilder.forClient()
                .keyManager(
                        material.dialling().key(), material.dialling().chain().toArray(new X509Certificate[0]))
                .trustManager(material.servers())
                .sslProvider(OpenSsl.isAvailable() ? SslProvider.OPENSSL : SslProvider.JDK)
                .ciphers(Http2SecurityUtil.CIPHERS, SupportedCipherSuiteFilter.INSTANCE)
                .applicationProtocolConfig(http2())
                .build();
    }

    private static ApplicationProtocolConfig http2() {
        return new ApplicationProtocolConfig(
                Protocol.ALPN,
                SelectorFailureBehavior.NO_ADVERTISE,
                SelectedListenerFailureBehavior.ACCEPT,
                ApplicationProtocolNames.HTTP_2);
    }

    private static SslContext build(TlsMaterial material) throws SSLException {
        return SslContextBuilder.forServer(
                        material.key(), material.certificateChain().toArray(new X509Certificate[0]))
                .sslProvider(OpenSsl.isAvailable() ? SslProvider.OPENSSL : SslProvider.JDK)
                .ciphers(Http2SecurityUtil.CIPHERS, SupportedCipherSuiteFilter.INSTANCE)
                .trustManager(material.clients())
                .clientAuth(clientAuth(material.certificates()))
                .applicationProtocolConfig(http2())
                .build();
    }

    private static ClientAuth clientAuth(ClientCertificates wanted) {
        return switch (wanted) {
            case NONE -> ClientAuth.NONE;
            case OPTIONAL -> ClientAuth.OPTIONAL;
            case REQUIRED -> ClientAuth.REQUIRE;
        };
    }
}
