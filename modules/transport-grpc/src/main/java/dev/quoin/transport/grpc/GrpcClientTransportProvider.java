package dev.quoin.transport.grpc;

import dev.quoin.api.config.ConfigSpec;
import dev.quoin.api.config.ConfigValues;
import dev.quoin.api.transport.ClientTransportContext;
import dev.quoin.net.client.ConnectionProtocolProvider;
import dev.quoin.net.protocol.ConnectionProtocol;
import dev.quoin.transport.grpc.client.ClientTransportSettings;
import dev.quoin.transport.grpc.client.GrpcProtocol;

/** The transport {@code grpc}. */
public class GrpcClientTransportProvider implements ConnectionProtocolProvider {
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
    public ConnectionProtocol protocol(ConfigValues config, ClientTransportContext context) {
        return new GrpcProtocol(context, new ClientTransportSettings(config));
    }
}
