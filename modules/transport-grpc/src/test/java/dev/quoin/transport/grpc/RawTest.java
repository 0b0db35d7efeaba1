package dev.quoin.transport.grpc;

import dev.quoin.api.auth.Authenticator;
import dev.quoin.api.config.ConfigValues;
import dev.quoin.api.transport.ClientTransport;
import dev.quoin.api.transport.ClientTransportContext;
import dev.quoin.api.transport.MethodKind;
import dev.quoin.api.transport.TransportLimits;
import dev.quoin.net.client.NetOptions;
import dev.quoin.net.client.Port;
import dev.quoin.net.client.SharedTransport;
import dev.quoin.testkit.transport.TestApi;
import dev.quoin.testkit.transport.TransportHarness;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** A server and bare connections to it. */
abstract class RawTest {
    /** A method of the kit's service that streams. */
    static final String STREAM = "/quoin.test.Kit/Stream";

    /** Values of the transport's own keys. */
    final Map<String, String> config = new HashMap<>();
    /** Values of the port's keys. */
    final Map<String, String> net = new HashMap<>(Map.of("event-loops", "1"));

    final TestApi api = new TestApi();
    private final TransportHarness harness = new TransportHarness(
            new GrpcClientTransportProvider() {
                @Override
                public ClientTransport open(ConfigValues defaults, ClientTransportContext context) {
                    return new SharedTransport(
                            NetOptions.of(NetOptions.spec().read(net)),
                            context.authenticator(),
                            List.of(new Port(
                                    Authenticator.Listener.CLIENT,
                                    context.listenUrls(),
                                    List.of(protocol(configSpec().read(config), context)))));
                }
            },
            GrpcTestClient::new);

    InetSocketAddress start() {
        return start(TransportHarness.LIMITS);
    }

    InetSocketAddress start(TransportLimits limits) {
        return harness.start(api, limits).address();
    }

    /** Makes {@link #STREAM} a method whose calls are recorded. */
    Recorder record() {
        Recorder recorder = new Recorder();
        api.streaming(STREAM, MethodKind.BIDIRECTIONAL, recorder::open);
        return recorder;
    }

    TransportHarness harness() {
        return harness;
    }

    @AfterEach
    void end() throws Exception {
        harness.close();
    }
}
