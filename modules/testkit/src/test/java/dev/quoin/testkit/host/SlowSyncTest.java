package dev.quoin.testkit.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.api.host.Agent;
import dev.quoin.api.host.DiskFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A sync that takes time. */
class SlowSyncTest {
    private static final Path FILE = Path.of("/d/f");

    @Test
    void whatIsBeingSyncedMayBeLost() throws IOException {
        Set<Long> sizes = new TreeSet<>();
        for (int seed = 0; seed < 50; seed++) {
            sizes.add(sizeAfterCrash(seed, Duration.ZERO));
        }
        assertThat(sizes).containsExactly(0L, 3L);
    }

    @Test
    void whatWasSyncedIsKept() throws IOException {
        for (int seed = 0; seed < 50; seed++) {
            assertThat(sizeAfterCrash(seed, Duration.ofMillis(1))).isEqualTo(3);
        }
    }

    private static long sizeAfterCrash(int seed, Duration later) throws IOException {
        SimHost host = SimHost.alone(seed);
        host.disk().createDirectories(FILE.getParent());
        host.disk().open(FILE).close();
        host.disk().settle();
        host.disk().setMaxSyncNanos(1_000_000);
        Agent agent = host.startAgent("disk", 8, () -> {});
        agent.offer(() -> writeAndSync(host));
        host.simulation().runFor(later);
        host.crash();
        return host.disk().openForRead(FILE).size();
    }

    private static void writeAndSync(SimHost host) {
        try (DiskFile file = host.disk().open(FILE)) {
            file.write(ByteBuffer.wrap(new byte[3]), 0);
            file.sync();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
