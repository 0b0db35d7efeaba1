package dev.quoin.api.consensus;

import java.nio.channels.ReadableByteChannel;

/**
 * A snapshot on its way to another member, in a form that does not depend on the storage backend.
 *
 * <p>Thread: one thread reads it, which need not be the engine's: as a rule it is one of the peer transport's.
 *
 * <p>Blocks: a read may wait for the disk.
 *
 * <p>Closing it before its end gives it up.
 */
public interface SnapshotSource extends ReadableByteChannel {
    /** Returns the place of the snapshot in the log. */
    SnapshotMeta meta();
}
