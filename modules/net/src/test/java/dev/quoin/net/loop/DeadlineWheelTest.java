package dev.quoin.net.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.DefaultEventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Deadlines come, none too early, and not those that were dropped. */
final class DeadlineWheelTest {
    private final DefaultEventLoop loop = new DefaultEventLoop();
    private final DeadlineWheel wheel = new DeadlineWheel(loop);

    @AfterEach
    void end() {
        loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
    }

    @Test
    void allThatStandExpireAndNoneBeforeItsTime() throws Exception {
        CompletableFuture<List<String>> done = new CompletableFuture<>();
        loop.execute(() -> watch(done, new Random(7)));
        assertThat(done.get(60, TimeUnit.SECONDS)).isEmpty();
    }

    /** Some that expire, of which each drops another; some that stand for an hour. */
    private void watch(CompletableFuture<List<String>> done, Random random) {
        List<String> wrong = new ArrayList<>();
        int[] open = {500};
        long start = System.nanoTime();
        for (int i = 0; i < 500; i++) {
            DeadlineWheel.Entry never =
                    wheel.add(start + TimeUnit.MILLISECONDS.toNanos(5000), () -> wrong.add("was dropped"));
            DeadlineWheel.Entry hour = wheel.add(start + TimeUnit.HOURS.toNanos(1), () -> wrong.add("an hour early"));
            long deadline = start + TimeUnit.MILLISECONDS.toNanos(random.nextInt(400));
            wheel.add(deadline, () -> {
                if (System.nanoTime() < deadline) {
                    wrong.add("too early");
                }
                never.cancel();
                never.cancel();
                if (--open[0] == 0) {
                    done.complete(wrong);
                }
            });
            if (i % 2 == 0) {
                hour.cancel();
            }
        }
    }

    @Test
    void entriesOfOneMomentMayDropEachOther() throws Exception {
        CompletableFuture<Integer> done = new CompletableFuture<>();
        loop.execute(() -> {
            long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(50);
            List<DeadlineWheel.Entry> entries = new ArrayList<>();
            int[] ran = {0};
            for (int i = 0; i < 10; i++) {
                entries.add(wheel.add(deadline, () -> {
                    ran[0]++;
                    entries.forEach(DeadlineWheel.Entry::cancel);
                }));
            }
            wheel.add(deadline + TimeUnit.MILLISECONDS.toNanos(50), () -> done.complete(ran[0]));
        });
        assertThat(done.get(60, TimeUnit.SECONDS)).isEqualTo(1);
    }
}
