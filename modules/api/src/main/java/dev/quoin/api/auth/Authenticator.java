package dev.quoin.api.auth;

import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Gives listeners their TLS material and connections their identity. Safe for use by any thread. */
public interface Authenticator extends AutoCloseable {
    /**
     * Returns the present TLS material of a listener; empty for clear text. A transport asks at every handshake, so
     * that new files take effect.
     *
     * <p>Thread: any, also several at once. Blocks: never. Throws nothing.
     */
    Optional<TlsMaterial> tls(Listener listener);

    /**
     * Returns the user who presents the credentials; {@link Identity#anonymous} for credentials that it does not
     * recognise, however they look.
     *
     * <p>Thread: any, also several at once. Blocks: never. Throws nothing.
     */
    Identity identify(Credentials credentials);

    /**
     * Decides about a connection whose handshake has succeeded, by where it comes from. A transport asks once for each
     * connection that showed a certificate, and takes nothing from the connection before the answer.
     *
     * <p>Thread: any, also several at once. Blocks: never: what must look up names answers later, on a thread of its
     * own, within 10 s.
     *
     * @param chain what the other side showed, its own certificate first; never empty
     * @param remote where the connection comes from; connections over Unix domain sockets are not asked about
     * @return why the connection is refused, in one line; empty where it may stay. The stage never fails.
     */
    default CompletionStage<Optional<String>> admit(
            Listener listener, List<X509Certificate> chain, InetAddress remote) {
        return CompletableFuture.completedFuture(Optional.empty());
    }

    /**
     * Ends the threads and forgets the keys.
     *
     * <p>Thread: any, once, after the transports have closed. Blocks: until the threads have ended.
     */
    @Override
    void close();

    /** The kinds of listeners. */
    enum Listener {
        /** Clients connect here. */
        CLIENT,
        /** Other members connect here. */
        PEER,
        /** Metrics and health are read here. */
        METRICS
    }
}
