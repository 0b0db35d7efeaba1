package dev.quoin.distribution.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.api.host.Agent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every wait is for a condition; the time limit only ends a test that hangs. */
@Timeout(60)
class ThreadHostTest {
    private final ThreadHost host = new ThreadHost();

    @Test
    void runsTasksInOrderOnAThreadOfItsName() throws Exception {
        List<Integer> seen = new ArrayList<>();
        List<String> thread = new ArrayList<>();
        try (Agent agent = host.startAgent("worker", 1024, () -> {})) {
            for (int i = 0; i < 1000; i++) {
                int number = i;
                assertThat(agent.offer(() -> seen.add(number))).isTrue();
            }
            assertThat(agent.offer(() -> thread.add(Thread.currentThread().getName() + agent.isCurrent())))
                    .isTrue();
            assertThat(agent.isCurrent()).isFalse();
        }
        assertThat(seen).hasSize(1000).isSorted();
        assertThat(thread).containsExactly("workertrue");
    }

    @Test
    void refusesWhatTheInboxCannotHold() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger ran = new AtomicInteger();
        try (Agent agent = host.startAgent("worker", 3, () -> {})) {
            agent.offer(() -> {
                started.countDown();
                await(release);
            });
            started.await();
            int accepted = 0;
            while (agent.offer(ran::incrementAndGet)) {
                accepted++;
            }
            assertThat(accepted).isEqualTo(3);
            release.countDown();
        }
        assertThat(ran).hasValue(3);
    }

    @Test
    void endsABatchOnceForAllThatWaited() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        List<String> log = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch secondBatch = new CountDownLatch(1);
        try (Agent agent = host.startAgent("worker", 64, () -> log.add("end"))) {
            agent.offer(() -> {
                started.countDown();
                await(release);
                log.add("0");
            });
            started.await();
            agent.offer(() -> log.add("1"));
            agent.offer(() -> log.add("2"));
            agent.offer(secondBatch::countDown);
            release.countDown();
            secondBatch.await();
        }
        assertThat(log.subList(0, 4)).containsExactly("0", "1", "2", "end");
    }

    /** Many short sleeps against many producers: a lost wakeup would hang, a lost or repeated task would show in the sum. */
    @Test
    void losesNoWakeupAndNoTask() throws Exception {
        AtomicLong ran = new AtomicLong();
        AtomicLong accepted = new AtomicLong();
        try (Agent agent = host.startAgent("worker", 8, () -> {})) {
            List<Thread> producers = new ArrayList<>();
            for (int p = 0; p < 3; p++) {
                producers.add(Thread.ofPlatform().start(() -> {
                    for (int i = 0; i < 20_000; i++) {
                        CountDownLatch done = new CountDownLatch(1);
                        if (agent.offer(() -> {
                            ran.incrementAndGet();
                            done.countDown();
                        })) {
                            accepted.incrementAndGet();
                            await(done);
                        }
                    }
                }));
            }
            for (Thread producer : producers) {
                producer.join();
            }
        }
        assertThat(ran.get()).isEqualTo(accepted.get()).isPositive();
    }

    @Test
    void whatWasAcceptedWhileItClosesIsRunAndTheRestRefused() throws Exception {
        for (int round = 0; round < 300; round++) {
            AtomicLong ran = new AtomicLong();
            AtomicLong accepted = new AtomicLong();
            Agent agent = host.startAgent("worker", 4, () -> {});
            CountDownLatch offering = new CountDownLatch(1);
            Thread producer = Thread.ofPlatform().start(() -> {
                for (int i = 0; i < 2_000; i++) {
                    if (agent.offer(ran::incrementAndGet)) {
                        accepted.incrementAndGet();
                    }
                    offering.countDown();
                }
            });
            offering.await();
            agent.close();
            long ranByTheEnd = ran.get();
            producer.join();
            assertThat(agent.offer(ran::incrementAndGet)).isFalse();
            assertThat(ran.get()).isEqualTo(ranByTheEnd).isEqualTo(accepted.get());
        }
    }

    @Test
    void timersRunInTheOrderOfTheirTimes() throws Exception {
        List<String> log = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch last = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(2);
        try (Agent agent = host.startAgent("worker", 8, ended::countDown)) {
            CountDownLatch scheduled = new CountDownLatch(1);
            agent.offer(() -> await(scheduled));
            agent.schedule(TimeUnit.MILLISECONDS.toNanos(800), () -> {
                log.add("2");
                last.countDown();
            });
            agent.schedule(TimeUnit.MILLISECONDS.toNanos(400), () -> log.add("1"));
            agent.schedule(TimeUnit.MILLISECONDS.toNanos(600), () -> log.add("never"))
                    .cancel();
            agent.schedule(0, () -> log.add("0"));
            agent.schedule(TimeUnit.HOURS.toNanos(1), () -> log.add("dropped"));
            scheduled.countDown();
            last.await();
            ended.await();
        }
        assertThat(log).containsExactly("0", "1", "2");
    }

    @Test
    void aTimerWakesAnAgentThatSleepsWithoutOne() throws Exception {
        try (Agent agent = host.startAgent("worker", 8, () -> {})) {
            for (int i = 0; i < 200; i++) {
                CountDownLatch ran = new CountDownLatch(1);
                agent.schedule(i % 3 * 1_000L, ran::countDown);
                ran.await();
            }
        }
    }

    @Test
    void anAgentMayCloseItself() throws Exception {
        CountDownLatch afterwards = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Agent agent = host.startAgent("worker", 8, () -> {});
        agent.offer(() -> {
            await(go);
            agent.close();
        });
        agent.offer(afterwards::countDown);
        go.countDown();
        afterwards.await();
        agent.close();
        assertThat(agent.offer(() -> {})).isFalse();
    }

    @Test
    void aTaskThatThrowsEndsTheProcess() throws Exception {
        List<Integer> codes = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch halted = new CountDownLatch(1);
        ThreadHost doomed = new ThreadHost(code -> {
            codes.add(code);
            halted.countDown();
            // The real one does not return either.
            await(new CountDownLatch(1));
        });
        Agent agent = doomed.startAgent("worker", 8, () -> {});
        agent.offer(() -> {
            throw new IllegalStateException("boom");
        });
        halted.await();
        assertThat(codes).containsExactly(ThreadHost.FATAL_EXIT_CODE);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
