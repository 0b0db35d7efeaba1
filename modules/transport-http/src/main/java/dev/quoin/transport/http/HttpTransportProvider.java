package dev.quoin.transport.http;

import dev.quoin.api.config.ConfigSpec;
import dev.quoin.api.config.ConfigValues;
import dev.quoin.api.transport.ClientTransportContext;
import dev.quoin.net.client.ConnectionProtocolProvider;
import dev.quoin.net.protocol.ConnectionProtocol;
import dev.quoin.transport.http.wire.HttpOptions;
import dev.quoin.transport.http.wire.HttpProtocol;

/** The transport {@code http}. */
public class HttpTransportProvider implements ConnectionProtocolProvider {
    @Override
    public String name() {
        return "http";
    }

    @Override
    public String description() {
        return "JSON over HTTP/1.1 and WebSocket, and operational pages, in clear text or TLS";
    }

    @Override
    public ConfigSpec configSpec() {
        return HttpOptions.spec();
    }

    @Override
    public ConnectionProtocol protocol(ConfigValues config, ClientTransportContext context) {
        HttpOptions options = HttpOptions.of(config);
        return new HttpProtocol(options, new FrontDoor(options, context));
    }
}
