package dev.quoin.distribution.auth;

import dev.quoin.api.Provider;
import dev.quoin.api.auth.AuthContext;
import dev.quoin.api.auth.AuthProvider;
import dev.quoin.api.auth.Authenticator;
import dev.quoin.api.auth.Credentials;
import dev.quoin.api.auth.Identity;
import dev.quoin.api.auth.TlsMaterial;
import dev.quoin.api.config.ConfigValues;
import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Several authenticators as one. The first that has TLS material for a listener serves it; the first that recognises somebody is believed. */
public final class Authenticators implements Authenticator {
    private final List<Authenticator> inOrder;

    private Authenticators(List<Authenticator> inOrder) {
        this.inOrder = inOrder;
    }

    /**
     * Opens providers.
     *
     * @throws dev.quoin.api.config.ConfigException of the first that refuses
     */
    public static Authenticator open(
            List<AuthProvider> providers, Function<Provider, ConfigValues> config, AuthContext context) {
        Authenticators opened = new Authenticators(new ArrayList<>());
        try {
            for (AuthProvider provider : providers) {
                opened.inOrder.add(provider.open(config.apply(provider), context));
            }
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
        return opened.inOrder.size() == 1 ? opened.inOrder.getFirst() : opened;
    }

    @Override
    public Optional<TlsMaterial> tls(Listener listener) {
        for (Authenticator one : inOrder) {
            Optional<TlsMaterial> material = one.tls(listener);
            if (material.isPresent()) {
                return material;
            }
        }
        return Optional.empty();
    }

    @Override
    public Identity identify(Credentials credentials) {
        for (Authenticator one : inOrder) {
            Identity identity = one.identify(credentials);
            if (identity.isKnown()) {
                return identity;
            }
        }
        return Identity.anonymous();
    }

    @Override
    public CompletionStage<Optional<String>> admit(Listener listener, List<X509Certificate> chain, InetAddress remote) {
        for (Authenticator one : inOrder) {
            if (one.tls(listener).isPresent()) {
                return one.admit(listener, chain, remote);
            }
        }
        return Authenticator.super.admit(listener, chain, remote);
    }

    @Override
    public void close() {
        inOrder.reversed().forEach(Authenticator::close);
    }
}
