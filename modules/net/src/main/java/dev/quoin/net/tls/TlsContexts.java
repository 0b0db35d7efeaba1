package dev.quoin.net.tls;

import dev.quoin.api.auth.Authenticator;
import dev.quoin.api.auth.TlsMaterial;
import io.netty.handler.ssl.SslContext;
import java.net.InetAddress;
import java.security.cert.X509Certificate;
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
            SslContext context = ContextMaker.server(material, applicationProtocols);
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
            made = new Made(
                    ContextMaker.client(material, applicationProtocols), material.version(), applicationProtocols);
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
}
