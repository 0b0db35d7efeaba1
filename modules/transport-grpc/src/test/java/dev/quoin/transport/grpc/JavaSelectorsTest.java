package dev.quoin.transport.grpc;

import dev.quoin.api.config.ConfigValues;
import dev.quoin.api.transport.ClientTransport;
import dev.quoin.api.transport.ClientTransportContext;
import dev.quoin.api.transport.ClientTransportProvider;
import dev.quoin.testkit.transport.ClientTransportConformance;
import dev.quoin.testkit.transport.TransportClient;
import java.util.Map;

/** The gRPC transport keeps the contract where there is no epoll. */
final class JavaSelectorsTest extends ClientTransportConformance {
    @Override
    protected ClientTransportProvider provider() {
        return new GrpcClientTransportProvider() {
            @Override
            public ClientTransport open(ConfigValues defaults, ClientTransportContext context) {
                return super.open(configSpec().read(Map.of("native-io", "false")), context);
            }
        };
    }

    @Override
    protected TransportClient.Factory clients() {
        return GrpcTestClient::new;
    }
}
