package dev.quoin.testkit.peer;

import dev.quoin.api.peer.PeerTransportProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * What every peer transport must do. Extend it and say what to test; the tests are in the interfaces, by subject. The
 * rules are in docs/spi/peer-transport.md.
 */
public abstract class PeerTransportConformance implements PeerMessageCases, PeerSnapshotCases, PeerQuestionCases {
    private PeerHarness harness;

    /** For subclasses. */
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
