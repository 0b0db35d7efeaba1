package dev.quoin.tests.compat;

import dev.quoin.tests.harness.NodeSpec;
import dev.quoin.tests.harness.Ports;
import dev.quoin.tests.harness.ServerProgram;
import java.nio.file.Path;

/** Nodes that differ in nothing but the program. */
public final class Servers {

    private Servers() {}

    /** A node that reports the progress of watches every second. etcd 3.5 knows the setting by its older name. */
    public static NodeSpec spec(ServerProgram program, Ports ports, Path dataDir) {
        NodeSpec spec = NodeSpec.on(ports, program, dataDir);
        if (!program.isQuoin()) {
            spec.environment("ETCD_EXPERIMENTAL_WATCH_PROGRESS_NOTIFY_INTERVAL", "1s");
        }
        return spec.environment("ETCD_WATCH_PROGRESS_NOTIFY_INTERVAL", "1s");
    }
}
