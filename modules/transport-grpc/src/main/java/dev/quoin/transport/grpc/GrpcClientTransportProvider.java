package dev.quoin.transport.grpc;

import dev.quoin.api.config.ConfigSpec;
import dev.quoin.api.config.ConfigValues;
import dev.quoin.api.transport.ClientTransport;
import dev.quoin.api.transport.ClientTransportContext;
import dev.quoin.api.transport.ClientTransportProvider;
import dev.quoin.transport.grpc.client.ClientTransportSettings;
import dev.quoin.transport.grpc.client.GrpcClientTransport;

/** The transport {@code grpc}. */
public class GrpcClientTransportProvider implements ClientTransportProvider {
    @Override
    public String name() {
        return "grpc";
    }

    @Override
    public String description() {
        return "gRPC over HTTP/2, in clear text or TLS";
    }

    @Override
    public ConfigSpec configSpec() {
        return ClientTransportSettings.spec();
    }

    @Override
    public ClientTransport open(ConfigValues config, ClientTransportContext context) {
        return new GrpcClientTransport(context, new ClientTransportSettings(config));
    }
}
