package dev.quoin.benchmarks.server;

import java.nio.file.Path;
import java.util.List;

/**
 * A server that takes etcd's flags.
 *
 * @param label its name in the report
 * @param executable what is started
 * @param flags what it is given beyond its data directory and its addresses
 */
public record ServerSpec(String label, Path executable, List<String> flags) {
    /** Copies the flags. */
    public ServerSpec {
        flags = List.copyOf(flags);
    }

    /** Whether this is what others are compared with, if nobody says otherwise. */
    public boolean isEtcd() {
        return label.startsWith("etcd");
    }
}
