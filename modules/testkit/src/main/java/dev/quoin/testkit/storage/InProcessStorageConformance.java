package dev.quoin.testkit.storage;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/**
 * The part of the kit that needs neither files nor a second process, for backends that keep nothing, such as the model.
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
    /** The folder with the stores of one test. */
    @TempDir
    public Path folder;

    /** Is called by subclasses. */
    @SuppressWarnings("NullAway.Init") // JUnit sets the folder
    protected InProcessStorageConformance() {}

    @Override
    public final Path folder() {
        return folder;
    }
}
