package dev.quoin.testkit.peer;

import dev.quoin.api.peer.PeerTransportProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * The conformance kit for peer transports. Extend it and name the provider. The interfaces hold the tests, by subject;
 * {@code docs/spi/peer-transport.md} has the rules.
 */
public abstract class PeerTransportConformance implements PeerMessageCases, PeerSnapshotCases, PeerQuestionCases {
    private PeerHarness harness;

    /** Is called by subclasses. */
    @SuppressWarnings("NullAway.Init") // JUnit calls open before each test
    protected PeerTransportConformance() {}

    /** The transport under test. */
    protected abstract PeerTransportProvider provider();

    @Override
    public PeerHarness harness() {
        return harness;
    }

    @BeforeEach
    void open() {
        harness = new PeerHarness(provider());
    }

    @AfterEach
    void close() {
        harness.close();
    }
}
