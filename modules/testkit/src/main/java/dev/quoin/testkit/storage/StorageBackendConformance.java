package dev.quoin.testkit.storage;

/**
 * The conformance kit for storage backends. Extend it, name the provider, and run it:
 *
 * <pre>{@code
 * class MyBackendConformanceTest extends StorageBackendConformance {
 *     public StorageBackendProvider provider() {
 *         return new MyBackendProvider();
 *     }
 * }
 * }</pre>
 *
 * <p>Some tests start further JVMs with the class path, module path and flags of this one.
 * {@link StorageFixture#config} sets configuration keys, for example small buffers that make the engine do in a short
 * test what it else does after hours.
 */
public abstract class StorageBackendConformance extends InProcessStorageConformance
        implements CrashTests, PowerLossTests, DamageTests, LockTests {
    /** Is called by subclasses. */
    protected StorageBackendConformance() {}
}
