package dev.quoin.transport.grpc;

import dev.quoin.api.transport.ClientTransportProvider;
import dev.quoin.testkit.transport.ClientTransportConformance;
import dev.quoin.testkit.transport.TransportClient;

/** The gRPC transport keeps the contract. */
final class GrpcClientTransportTest extends ClientTransportConformance {
    @Override
    protected ClientTransportProvider provider() {
        return new GrpcClientTransportProvider();
    }

    @Override
    protected TransportClient.Factory clients() {
        return GrpcTestClient::new;
    }
}
