package dev.quoin.transport.grpc;

import dev.quoin.api.auth.Authenticator;
import dev.quoin.api.config.ConfigValues;
import dev.quoin.api.transport.ClientTransport;
import dev.quoin.api.transport.ClientTransportContext;
import dev.quoin.api.transport.ClientTransportProvider;
import dev.quoin.net.client.NetOptions;
import dev.quoin.net.client.Port;
import dev.quoin.net.client.SharedTransport;
import dev.quoin.testkit.transport.ClientTransportConformance;
import dev.quoin.testkit.transport.TransportClient;
import java.util.List;
import java.util.Map;

/** The gRPC transport keeps the contract where there is no epoll. */
final class JavaSelectorsTest extends ClientTransportConformance {
    @Override
    protected ClientTransportProvider provider() {
        return new GrpcClientTransportProvider() {
            @Override
            public ClientTransport open(ConfigValues defaults, ClientTransportContext context) {
                return new SharedTransport(
                        NetOptions.of(NetOptions.spec().read(Map.of("native-io", "false"))),
                        context.authenticator(),
                        List.of(new Port(
                                Authenticator.Listener.CLIENT,
                                context.listenUrls(),
                                List.of(protocol(defaults, context)))));
            }
        };
    }

    @Override
    protected TransportClient.Factory clients() {
        return GrpcTestClient::new;
    }
}
