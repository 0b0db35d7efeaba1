package dev.quoin.auth.tls.material;

import dev.quoin.api.host.Agent;
import dev.quoin.api.host.Host;
import java.time.Duration;
import java.util.List;

/** Looks at the files of all sides again and again, on a thread of its own, because reading them may block. */
public final class FileWatch implements AutoCloseable {
    /** Two looks that find the same, so far apart, tell that whoever writes the files has done. */
    private static final long SETTLE_NANOS = Duration.ofMillis(100).toNanos();

    private final List<MaterialSource> sources;
    private final long intervalNanos;
    private final Agent agent;

    /** Starts the thread. */
    public FileWatch(Host host, List<MaterialSource> sources, Duration interval) {
        this.sources = List.copyOf(sources);
        intervalNanos = interval.toNanos();
        agent = host.startAgent("tls-files", 1, () -> {});
        agent.schedule(intervalNanos, this::look);
    }

    private void look() {
        boolean again = false;
        for (MaterialSource source : sources) {
            again |= source.look();
        }
        agent.schedule(again ? Math.min(SETTLE_NANOS, intervalNanos) : intervalNanos, this::look);
    }

    @Override
    public void close() {
        agent.close();
    }
}
