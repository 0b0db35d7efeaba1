package dev.quoin.net.tls;

import dev.quoin.api.auth.CertifiedKey;
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
import io.netty.handler.ssl.OpenSslServerContext;
import io.netty.handler.ssl.OpenSslSessionTicketKey;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLException;

/** Makes contexts of material. */
final class ContextMaker {
    /**
     * For so long a client may take up a session again without a whole handshake. The judge of certificates is not asked then, so a certificate that expires meanwhile
     * still counts. What changes otherwise is new material, and under that no session of the old is taken up.
     */
    private static final Duration SESSION = Duration.ofMinutes(5);

    /** BoringSSL signs with no larger curve; etcd's own certificates have P-521. */
    private static final int LARGEST_CURVE_BITS = 384;

    private ContextMaker() {}

    static SslContext server(TlsMaterial material, List<String> protocols) throws SSLException {
        SslContextBuilder builder = SslContextBuilder.forServer(
                        material.own().key(), material.own().chain().toArray(new X509Certificate[0]))
                .trustManager(material.clients())
                .clientAuth(clientAuth(material.certificates()))
                .sessionTimeout(SESSION.toSeconds());
        SslContext context = build(builder, material, protocols);
        if (context instanceof OpenSslServerContext openSsl) {
            // Without keys of its own OpenSSL gives out no tickets here.
            openSsl.sessionContext().setTicketKeys(ticketKey());
        }
        return context;
    }

    private static OpenSslSessionTicketKey ticketKey() {
        byte[] random = new byte[OpenSslSessionTicketKey.TICKET_KEY_SIZE];
        new SecureRandom().nextBytes(random);
        int name = OpenSslSessionTicketKey.NAME_SIZE;
        int hmac = name + OpenSslSessionTicketKey.HMAC_KEY_SIZE;
        return new OpenSslSessionTicketKey(
                Arrays.copyOf(random, name),
                Arrays.copyOfRange(random, name, hmac),
                Arrays.copyOfRange(random, hmac, random.length));
    }

    static SslContext client(TlsMaterial material, List<String> protocols) throws SSLException {
        SslContextBuilder builder = SslContextBuilder.forClient()
                .keyManager(
                        material.dialling().key(), material.dialling().chain().toArray(new X509Certificate[0]))
                .trustManager(material.servers())
                .endpointIdentificationAlgorithm("HTTPS");
        return build(builder, material, protocols);
    }

    private static SslContext build(SslContextBuilder builder, TlsMaterial material, List<String> protocols)
            throws SSLException {
        TlsRules rules = material.rules();
        return builder.sslProvider(isNative(material) ? SslProvider.OPENSSL : SslProvider.JDK)
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

    private static boolean isNative(TlsMaterial material) {
        return OpenSsl.isAvailable() && !isLarge(material.own()) && !isLarge(material.dialling());
    }

    private static boolean isLarge(CertifiedKey pair) {
        return pair.chain().getFirst().getPublicKey() instanceof ECPublicKey curve
                && curve.getParams().getOrder().bitLength() > LARGEST_CURVE_BITS;
    }

    private static ClientAuth clientAuth(ClientCertificates wanted) {
        return switch (wanted) {
            case NONE -> ClientAuth.NONE;
            case OPTIONAL -> ClientAuth.OPTIONAL;
            case REQUIRED -> ClientAuth.REQUIRE;
        };
    }
}
