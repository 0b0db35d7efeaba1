package dev.quoin.ctl.command.check;

import dev.quoin.ctl.cli.ExitCode;
import dev.quoin.ctl.cli.ExitException;
import dev.quoin.ctl.client.RpcException;
import dev.quoin.ctl.run.Progress;
import dev.quoin.ctl.run.Run;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/** {@code check datascale}: how much memory of a member many keys take. */
final class DatascaleCheck {
    private static final int PAIR = 1024;
    private static final double MEGABYTE = 1024 * 1024;

    private DatascaleCheck() {}

    static void run(Run run, CheckCommand.Load load) {
        try (Writers writers = new Writers(run, load.clients(), PAIR / 2, PAIR / 2);
                Progress progress = Progress.counting("keys")) {
            Cleanup.expectNothing(run, writers.first(), "");
            String endpoint = run.config().endpoints().getFirst();
            double before = memory(run, endpoint, "before");
            run.out()
                    .println("Start data scale check for work load [" + load.keys() + " key-value pairs, " + PAIR
                            + " bytes per key-value, " + load.clients() + " concurrent clients].");
            run.out().flush();
            AtomicLong given = new AtomicLong();
            Measured measured = writers.write(() -> {
                long number = given.incrementAndGet();
                progress.show(Math.min(number, load.keys()), load.keys());
                return number <= load.keys();
            });
            double after = memory(run, endpoint, "after");
            Cleanup.after(run, writers.first());
            report(run, measured, after - before);
        } catch (RpcException e) {
            throw run.failure(ExitCode.ERROR, "", e);
        } catch (InterruptedException e) {
            throw ExitException.silent(ExitCode.ERROR);
        }
    }

    private static double memory(Run run, String endpoint, String when) {
        double bytes = Metrics.value(run, endpoint, "process_resident_memory_bytes");
        if (bytes == 0) {
            run.out().println("FAIL: Could not read process_resident_memory_bytes " + when + " the put operations.");
            throw ExitException.silent(ExitCode.ERROR);
        }
        return bytes;
    }

    private static void report(Run run, Measured measured, double bytes) {
        if (!measured.failures().isEmpty()) {
            run.out().println("FAIL: too many errors");
            measured.failures().forEach((error, times) -> run.out().println("FAIL: ERROR(" + error + ") -> " + times));
            throw ExitException.silent(ExitCode.ERROR);
        }
        run.out()
                .println("PASS: Approximate system memory used : "
                        + String.format(Locale.ROOT, "%.2f", bytes / MEGABYTE) + " MB.");
    }
}
