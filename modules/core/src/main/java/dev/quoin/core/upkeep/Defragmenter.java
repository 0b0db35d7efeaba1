package dev.quoin.core.upkeep;

import com.google.protobuf.MessageLite;
import dev.quoin.api.host.Agent;
import dev.quoin.api.host.Host;
import dev.quoin.api.storage.StorageBackend;
import dev.quoin.api.transport.Call;
import dev.quoin.core.answer.Answers;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the space that deletions left behind back, while reads and writes go on. A caller waits a moment, so that it sees the effect where the store is
 * small; on a large one it is answered while the work goes on.
 */
public final class Defragmenter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Defragmenter.class);
    private static final int INBOX = 64;
    private static final long PATIENCE = 2_000_000_000L;

    private final StorageBackend backend;
    private final Agent worker;
    private final Agent timer;

    /** @param timer answers callers whose patience ends before the work */
    public Defragmenter(Host host, StorageBackend backend, Agent timer) {
        this.backend = backend;
        this.worker = host.startAgent("defragment", INBOX, () -> {});
        this.timer = timer;
    }

    public void defragment(Call call, Supplier<MessageLite> response) {
        AtomicBoolean answered = new AtomicBoolean();
        Runnable answer = () -> {
            if (answered.compareAndSet(false, true)) {
                Answers.send(call, response.get());
            }
        };
        boolean accepted = worker.offer(() -> {
            reclaim();
            answer.run();
        });
        // With many waiting already, the work that they asked for serves this caller too.
        timer.schedule(accepted ? PATIENCE : 0, answer);
    }

    private void reclaim() {
        long before = backend.stats().diskBytes();
        LOG.info("starting defragmentation");
        try {
            backend.reclaim();
            LOG.atInfo()
                    .addKeyValue("current-db-size-bytes-before", before)
                    .addKeyValue("current-db-size-bytes", backend.stats().diskBytes())
                    .log("finished defragmentation");
        } catch (UnsupportedOperationException e) {
            LOG.info("the backend reclaims space by itself");
        }
    }

    @Override
    public void close() {
        worker.close();
    }
}
