package dev.quoin.net.tls;

import dev.quoin.api.auth.Authenticator;
import dev.quoin.api.auth.ClientCertificates;
import dev.quoin.api.auth.TlsMaterial;
import dev.quoin.api.auth.TlsRules;
import dev.quoin.api.auth.TlsVersion;
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
import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * TLS for one side of a member: for those who connect, and for connections that the member dials. The authenticator is asked for its material at every
 * handshake, and a context is made anew when the material has changed; connections that exist stay as they are. Safe for use by any thread.
 */
public final class TlsContexts {
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
            SslContext context = forServer(material, applicationProtocols);
            if (!CipherSuites.isAnyLeft(material.rules(), context.cipherSuites())) {
                throw new SSLException("none of the cipher suites is there: "
                        + String.join(", ", material.rules().cipherSuites()));
            }
            made = new Made(context, material.version(), applicationProtocols);
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

    /** Asks whether a connection may stay whose handshake has succeeded; empty where it may. */
    public CompletionStage<Optional<String>> admit(List<X509Certificate> chain, InetAddress remote) {
        return authenticator.admit(side, chain, remote);
    }

    /** The word for the side in logs: {@code client}. */
    public String sideName() {
        return side.name().toLowerCase(Locale.ROOT);
    }

    private TlsMaterial material() throws SSLException {
        return authenticator.tls(side).orElseThrow(() -> new SSLException("no certificate is configured"));
    }

    private static SslContext forServer(TlsMaterial material, List<String> protocols) throws SSLException {
        SslContextBuilder builder = SslContextBuilder.forServer(
                        material.key(), material.certificateChain().toArray(new X509Certificate[0]))
                .trustManager(material.clients())
                .clientAuth(clientAuth(material.certificates()));
        return build(builder, material.rules(), protocols);
    }

    private static SslContext forClient(TlsMaterial material, List<String> protocols) throws SSLException {
        SslContextBuilder builder = SslContextBuilder.forClient()
                .keyManager(
                        material.dialling().key(), material.dialling().chain().toArray(new X509Certificate[0]))
                .trustManager(material.servers());
        return build(builder, material.rules(), protocols);
    }

    private static SslContext build(SslContextBuilder builder, TlsRules rules, List<String> protocols)
            throws SSLException {
        return builder.sslProvider(OpenSsl.isAvailable() ? SslProvider.OPENSSL : SslProvider.JDK)
                .protocols(Arrays.stream(TlsVersion.values())
                        .filter(version ->
                                version.compareTo(rules.least()) >= 0 && version.compareTo(rules.most()) <= 0)
                        .map(TlsVersion::protocol)
                        .toList())
                .ciphers(CipherSuites.of(rules), SupportedCipherSuiteFilter.INSTANCE)
                .applicationProtocolConfig(new ApplicationProtocolConfig(
                        Protocol.ALPN,
                        SelectorFailureBehavior.NO_ADVERTISE,
                        SelectedListenerFailureBehavior.ACCEPT,
                        protocols))
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
