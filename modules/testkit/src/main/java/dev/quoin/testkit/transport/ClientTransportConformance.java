package dev.quoin.testkit.transport;

import dev.quoin.api.transport.ClientTransportProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * What every client transport must do. Extend it, say what to test and with which client; the tests are in the
 * interfaces, by subject. The rules are in docs/spi/client-transport.md.
 */
public abstract class ClientTransportConformance
        implements UnaryCases, StreamCases, FlowControlCases, EndingCases, LoadCases, LifecycleCases {
    private TransportHarness harness;

    /** For subclasses. */
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
