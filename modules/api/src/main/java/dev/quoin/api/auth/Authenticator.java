package dev.quoin.api.auth;

import java.util.Optional;

/** Gives listeners their TLS material and connections their identity. Safe for use by any thread; must not block after {@code open}. */
public interface Authenticator extends AutoCloseable {
    /** The TLS material for a listener now; empty for clear text. Asked at every handshake, so that new files take effect. */
    Optional<TlsMaterial> tls(Listener listener);

    /** Who presents this; {@link Identity#anonymous} where nothing is recognised. */
    Identity identify(Credentials credentials);

    @Override
    void close();

    /** Which of the two sides of a member. */
    enum Listener {
        /** Where clients connect. */
        CLIENT,
        /** Where other members connect. */
        PEER
    }
}
