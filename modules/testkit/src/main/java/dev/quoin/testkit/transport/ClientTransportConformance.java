package dev.quoin.testkit.transport;

import dev.quoin.api.transport.ClientTransportProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * The conformance kit for client transports. Extend it, name the provider and a client. The interfaces hold the tests,
 * by subject; {@code docs/spi/client-transport.md} has the rules.
 */
public abstract class ClientTransportConformance
        implements UnaryCases, StreamCases, FlowControlCases, EndingCases, LoadCases, LifecycleCases {
    private TransportHarness harness;

    /** Is called by subclasses. */
    @SuppressWarnings("NullAway.Init") // JUnit calls open before each test
    protected ClientTransportConformance() {}

    /** The transport under test. */
    protected abstract ClientTransportProvider provider();

    /** A client that speaks its protocol. */
    protected abstract TransportClient.Factory clients();

    @Override
    public TransportHarness harness() {
        return harness;
    }

    @BeforeEach
    void open() {
        harness = new TransportHarness(provider(), clients());
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }
}
