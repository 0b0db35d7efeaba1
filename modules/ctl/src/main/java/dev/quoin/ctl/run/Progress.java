package dev.quoin.ctl.run;

import dev.quoin.ctl.text.HumanBytes;
import java.io.Console;
import java.util.function.LongFunction;

/** A line on standard error that says how far long work has come. There is none where no person looks. */
public final class Progress implements AutoCloseable {
    private static final int WIDTH = 30;
    private static final long NANOS_BETWEEN = 100_000_000;

    private final String title;
    private final boolean shown;
    private final LongFunction<String> unit;
    private long last;

    private Progress(String title, LongFunction<String> unit) {
        Console console = System.console();
        this.title = title;
        this.unit = unit;
        this.shown = console != null && console.isTerminal();
    }

    /** Of work measured in bytes. */
    public static Progress start(String title) {
        return new Progress(title, HumanBytes::format);
    }

    /** Of work that is counted. */
    public static Progress counting(String title) {
        return new Progress(title, Long::toString);
    }

    /** Shows how much is done. Any thread may tell. */
    public synchronized void show(long done, long total) {
        long now = System.nanoTime();
        if (!shown || (now - last < NANOS_BETWEEN && done < total)) {
            return;
        }
        last = now;
        int filled = total <= 0 ? 0 : (int) Math.min(WIDTH, done * WIDTH / total);
        System.err.print("\r" + title + " [" + "=".repeat(filled) + " ".repeat(WIDTH - filled) + "] " + unit.apply(done)
                + " of " + unit.apply(total) + "  ");
    }

    @Override
    public synchronized void close() {
        if (shown && last != 0) {
            System.err.println();
        }
    }
}
