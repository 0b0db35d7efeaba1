/**
 * The conformance kit for storage backends. A plugin author extends
 * {@link dev.quoin.testkit.storage.StorageBackendConformance}, overrides one method, and runs it with JUnit; what the
 * tests ask for is written down in the contract, {@link dev.quoin.api.storage}.
 */
@NullMarked
package dev.quoin.testkit.storage;

import org.jspecify.annotations.NullMarked;
