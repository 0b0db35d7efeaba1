package dev.quoin.api.consensus;

import java.nio.channels.ReadableByteChannel;

/** A snapshot going out, in a form that does not depend on the storage backend. Read by one thread; closing it early gives it up. */
public interface SnapshotSource extends ReadableByteChannel {
    /** What it stands for. */
    SnapshotMeta meta();
}
