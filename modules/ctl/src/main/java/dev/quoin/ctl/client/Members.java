package dev.quoin.ctl.client;

import io.grpc.Attributes;
import io.grpc.EquivalentAddressGroup;
import io.grpc.NameResolver;
import io.grpc.NameResolver.ResolutionResult;
import io.grpc.NameResolverProvider;
import io.grpc.Status;
import io.grpc.StatusOr;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Tells gRPC where the members are: one group of addresses for each endpoint. */
final class Members extends NameResolverProvider {
    static final String SCHEME = "etcd-endpoints";

    private final List<Endpoint> endpoints;

    Members(List<Endpoint> endpoints) {
        this.endpoints = endpoints;
    }

    @Override
    protected boolean isAvailable() {
        return true;
    }

    @Override
    protected int priority() {
        return 5;
    }

    @Override
    public String getDefaultScheme() {
        return SCHEME;
    }

    @Override
    public Collection<Class<? extends SocketAddress>> getProducedSocketAddressTypes() {
        return List.of(endpoints.getFirst().socket() ? UnixDomainSocketAddress.class : InetSocketAddress.class);
    }

    @Override
    public NameResolver newNameResolver(URI target, NameResolver.Args args) {
        return new Resolver(args);
    }

    private final class Resolver extends NameResolver {
        private final @Nullable Executor executor;
        private @Nullable Listener2 listener;

        Resolver(Args args) {
            executor = args.getOffloadExecutor();
        }

        @Override
        public String getServiceAuthority() {
            return endpoints.getFirst().authority();
        }

        @Override
        public void start(Listener2 toTell) {
            listener = toTell;
            resolve(toTell);
        }

        @Override
        public void refresh() {
            if (listener != null) {
                resolve(listener);
            }
        }

        /** Only names need a thread of their own: to ask for them takes time. */
        private void resolve(Listener2 toTell) {
            boolean numeric = endpoints.stream().allMatch(each -> each.socket() || isNumeric(each.host()));
            if (numeric || executor == null) {
                toTell.onResult(groups());
            } else {
                executor.execute(() -> toTell.onResult(groups()));
            }
        }

        @Override
        public void shutdown() {}
    }

    private static boolean isNumeric(String host) {
        return host.matches("[0-9.]+") || host.contains(":");
    }

    private ResolutionResult groups() {
        List<EquivalentAddressGroup> groups = new ArrayList<>();
        String failure = "";
        for (Endpoint endpoint : endpoints) {
            try {
                groups.add(group(endpoint));
            } catch (UnknownHostException | IllegalArgumentException e) {
                failure = "no address for the endpoint " + endpoint.text();
            }
        }
        return ResolutionResult.newBuilder()
                .setAddressesOrError(
                        groups.isEmpty()
                                ? StatusOr.fromStatus(Status.UNAVAILABLE.withDescription(failure))
                                : StatusOr.fromValue(groups))
                .build();
    }

    private static EquivalentAddressGroup group(Endpoint endpoint) throws UnknownHostException {
        List<SocketAddress> addresses = new ArrayList<>();
        if (endpoint.socket()) {
            addresses.add(UnixDomainSocketAddress.of(endpoint.address()));
        } else {
            String host = endpoint.host().isEmpty() ? "127.0.0.1" : endpoint.host();
            for (InetAddress address : InetAddress.getAllByName(host)) {
                addresses.add(new InetSocketAddress(address, endpoint.port()));
            }
        }
        Attributes attributes = Attributes.newBuilder()
                .set(EquivalentAddressGroup.ATTR_AUTHORITY_OVERRIDE, endpoint.authority())
                .build();
        return new EquivalentAddressGroup(addresses, attributes);
    }
}
