package dev.quoin.ctl.command.check;

import dev.quoin.ctl.cli.ExitCode;
import dev.quoin.ctl.cli.ExitException;
import dev.quoin.ctl.client.RpcException;
import dev.quoin.ctl.run.Progress;
import dev.quoin.ctl.run.Run;
import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** {@code check perf}: a steady load for a minute, and whether the cluster keeps up with it. */
final class PerfCheck {
    private static final long SECONDS = Long.getLong("quoin.ctl.perf.seconds", 60);
    private static final double SLOWEST = 0.5;
    private static final double DEVIATION = 0.1;

    private PerfCheck() {}

    static void run(Run run, CheckCommand.Load load) {
        try (Writers writers = new Writers(run, load.clients(), 256, 1024);
                Progress progress = Progress.counting("seconds")) {
            Cleanup.expectNothing(run, writers.first(), "'");
            Measured measured = writers.write(new Turns(load.perSecond(), progress)::next);
            Cleanup.after(run, writers.first());
            if (!judge(run.out(), measured, load)) {
                throw ExitException.silent(ExitCode.ERROR);
            }
        } catch (RpcException e) {
            throw run.failure(ExitCode.ERROR, "", e);
        } catch (InterruptedException e) {
            throw ExitException.silent(ExitCode.ERROR);
        }
    }

    /** Gives out turns at a steady rate until the time is over. */
    private static final class Turns {
        private final long began = System.nanoTime();
        private final long between;
        private final AtomicLong given = new AtomicLong();
        private final Progress progress;

        Turns(int perSecond, Progress progress) {
            this.between = TimeUnit.SECONDS.toNanos(1) / perSecond;
            this.progress = progress;
        }

        boolean next() {
            long at = given.getAndIncrement() * between;
            if (at >= TimeUnit.SECONDS.toNanos(SECONDS)) {
                return false;
            }
            progress.show(TimeUnit.NANOSECONDS.toSeconds(at), SECONDS);
            try {
                TimeUnit.NANOSECONDS.sleep(began + at - System.nanoTime());
                return true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }

    private static boolean judge(PrintStream out, Measured measured, CheckCommand.Load load) {
        boolean good = measured.failures().isEmpty();
        if (!good) {
            out.println("FAIL: too many errors");
            measured.failures().forEach((error, times) -> out.println("FAIL: ERROR(" + error + ") -> " + times));
        }
        int throughput = (int) measured.perSecond() + 1;
        if (measured.perSecond() / load.perSecond() <= 0.9) {
            out.println("FAIL: Throughput too low: " + throughput + " writes/s");
            good = false;
        } else {
            out.println("PASS: Throughput is " + throughput + " writes/s");
        }
        if (measured.slowest() > SLOWEST) {
            out.println("Slowest request took too long: " + seconds(measured.slowest()));
            good = false;
        } else {
            out.println("PASS: Slowest request took " + seconds(measured.slowest()));
        }
        if (measured.deviation() > DEVIATION) {
            out.println("Stddev too high: " + seconds(measured.deviation()));
            good = false;
        } else {
            out.println("PASS: Stddev is " + seconds(measured.deviation()));
        }
        out.println(good ? "PASS" : "FAIL");
        return good;
    }

    private static String seconds(double value) {
        return String.format(Locale.ROOT, "%fs", value);
    }
}
