package dev.quoin.auth.tls;

import dev.quoin.api.auth.Authenticator;
import dev.quoin.api.auth.Credentials;
import dev.quoin.api.auth.Identity;
import dev.quoin.api.auth.TlsMaterial;
import dev.quoin.api.host.Host;
import dev.quoin.auth.tls.check.CommonName;
import dev.quoin.auth.tls.check.Origins;
import dev.quoin.auth.tls.config.Side;
import dev.quoin.auth.tls.material.FileWatch;
import dev.quoin.auth.tls.material.MaterialSource;
import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What files say now, and who a certificate stands for. */
final class TlsAuthenticator implements Authenticator {
    private static final String METHOD = "certificate";

    private final @Nullable MaterialSource clients;
    private final @Nullable MaterialSource peers;
    private final boolean namesUsers;
    private final boolean checkMetricsOrigin;
    private final boolean checkPeerOrigin;
    private final FileWatch watch;
    private final Origins origins;

    TlsAuthenticator(
            @Nullable MaterialSource clients,
            @Nullable MaterialSource peers,
            Side clientSide,
            Side peerSide,
            Host host,
            Duration interval) {
        this.clients = clients;
        this.peers = peers;
        namesUsers = clientSide.certAuth();
        checkMetricsOrigin = clientSide.checkOrigin();
        checkPeerOrigin = peerSide.checkOrigin();
        origins = new Origins(host);
        watch = new FileWatch(
                host, Stream.of(clients, peers).filter(Objects::nonNull).toList(), interval);
    }

    @Override
    public Optional<TlsMaterial> tls(Listener listener) {
        MaterialSource source = listener == Listener.PEER ? peers : clients;
        return source == null ? Optional.empty() : Optional.of(source.current());
    }

    /** As etcd has it: users are known by their certificates only where certificates of clients are required by name of that flag. */
    @Override
    public Identity identify(Credentials credentials) {
        if (!namesUsers
                || credentials.listener() == Listener.PEER
                || credentials.certificates().isEmpty()) {
            return Identity.anonymous();
        }
        String name = CommonName.of(credentials.certificates().getFirst());
        return name.isEmpty() ? Identity.anonymous() : new Identity(name, METHOD);
    }

    /** Clients may come from anywhere; etcd compares addresses for other members, and for those who read metrics. */
    @Override
    public CompletionStage<Optional<String>> admit(Listener listener, List<X509Certificate> chain, InetAddress remote) {
        boolean checked = switch (listener) {
            case CLIENT -> false;
            case PEER -> checkPeerOrigin;
            case METRICS -> checkMetricsOrigin;
        };
        return checked ? origins.check(chain.getFirst(), remote) : CompletableFuture.completedFuture(Optional.empty());
    }

    @Override
    public void close() {
        watch.close();
        origins.close();
    }
}
