package dev.quoin.testkit.storage;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/**
 * The part of the contract that needs neither files nor a second process: for backends that keep nothing, such as the
 * model.
 */
public abstract class InProcessStorageConformance
        implements ProviderTests,
                OrderTests,
                BoundsTests,
                TransactionTests,
                IterationTests,
                ScanTests,
                BufferTests,
                ViewTests,
                ConcurrencyTests,
                SizeTests,
                ReopenTests,
                IndexTests,
                CloseTests,
                CapabilityTests {
    /** Where the stores of one test lie. */
    @TempDir
    public Path folder;

    /** For subclasses. */
    @SuppressWarnings("NullAway.Init") // JUnit sets the folder
    protected InProcessStorageConformance() {}

    @Override
    public final Path folder() {
        return folder;
    }
}
