package dev.quoin.auth.tls;

import dev.quoin.api.auth.AuthContext;
import dev.quoin.api.auth.AuthProvider;
import dev.quoin.api.auth.Authenticator;
import dev.quoin.api.auth.TlsRules;
import dev.quoin.api.config.ConfigException;
import dev.quoin.api.config.ConfigSpec;
import dev.quoin.api.config.ConfigValues;
import dev.quoin.auth.tls.config.GoNames;
import dev.quoin.auth.tls.config.Side;
import dev.quoin.auth.tls.config.TlsKeys;
import dev.quoin.auth.tls.material.MaterialSource;
import dev.quoin.auth.tls.pem.BadFileException;
import dev.quoin.auth.tls.self.SelfSigned;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Authentication by certificates, with etcd's flags. */
public final class TlsAuthProvider implements AuthProvider {
    private static final Logger LOG = LoggerFactory.getLogger(TlsAuthProvider.class);
    private static final Duration LEAST_INTERVAL = Duration.ofMillis(10);

    /** For the service loader. */
    public TlsAuthProvider() {}

    @Override
    public String name() {
        return "tls";
    }

    @Override
    public String description() {
        return "TLS with certificates from files, read again when they change; users by the common names of their certificates.";
    }

    @Override
    public ConfigSpec configSpec() {
        return TlsKeys.spec();
    }

    @Override
    public Authenticator open(ConfigValues config, AuthContext context) {
        Side clients = Side.clients(config);
        Side peers = Side.peers(config);
        clients.check();
        peers.check();
        TlsRules rules = GoNames.rules(config);
        Duration interval = config.duration("reload-interval");
        if (interval.compareTo(LEAST_INTERVAL) < 0) {
            throw new ConfigException("--tls-reload-interval must be at least 10ms");
        }
        try {
            MaterialSource forClients =
                    source("client", made(clients, "auto-tls", context.clientUrls(), config, context), rules, context);
            MaterialSource forPeers =
                    source("peer", made(peers, "peer-auto-tls", context.peerUrls(), config, context), rules, context);
            return new TlsAuthenticator(forClients, forPeers, clients, peers, context.host(), interval);
        } catch (BadFileException e) {
            throw new ConfigException(e.getMessage());
        }
    }

    private static @Nullable MaterialSource source(String name, Side side, TlsRules rules, AuthContext context)
            throws BadFileException {
        return side.own().isGiven() ? new MaterialSource(name, side, rules, context.host()) : null;
    }

    /** The side with a certificate made for it, where that is asked for. */
    private static Side made(Side side, String flag, List<URI> urls, ConfigValues config, AuthContext context)
            throws BadFileException {
        if (!side.auto()) {
            return side;
        }
        String name = flag.startsWith("peer") ? "peer" : "client";
        if (side.own().isGiven()) {
            LOG.warn("ignoring {} auto TLS since certs given", name);
            return side.withoutAuto();
        }
        long years = config.number("self-signed-cert-validity");
        if (years <= 0) {
            throw new ConfigException("selfSignedCertValidity is invalid,it should be greater than 0 (set to " + years
                    + " by --self-signed-cert-validity)");
        }
        Instant now = Instant.ofEpochMilli(context.host().clock().wallMillis());
        return new SelfSigned(
                        "--" + flag, context.dataDirectory().resolve("fixtures").resolve(name))
                .of(side, urls, years, now);
    }
}
