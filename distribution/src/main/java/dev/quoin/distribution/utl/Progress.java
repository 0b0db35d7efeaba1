package dev.quoin.distribution.utl;

import java.io.Console;
import java.io.PrintStream;
import java.util.Locale;

/** Says how far a long work is: on a terminal a bar with rate and time left, elsewhere a line every now and then. */
final class Progress {
    private static final int WIDTH = 30;
    private static final long SECOND = 1_000_000_000L;
    private static final long LINE_EVERY = 5 * SECOND;
    private static final long BAR_EVERY = SECOND / 5;

    private final PrintStream out;
    private final String what;
    private final boolean terminal;
    private final long began = System.nanoTime();
    private long shown = began;

    /** @param what is done, such as {@code reading FILE} */
    Progress(PrintStream out, String what) {
        this.out = out;
        this.what = what;
        Console console = System.console();
        this.terminal = console != null && console.isTerminal();
    }

    /** So many bytes of so many are done. */
    void at(long bytes, long of) {
        long now = System.nanoTime();
        if (now - shown >= (terminal ? BAR_EVERY : LINE_EVERY)) {
            shown = now;
            print(bytes, Math.max(bytes, of), now);
        }
    }

    private void print(long bytes, long of, long now) {
        double seconds = (double) (now - began) / SECOND;
        double rate = bytes / seconds;
        long left = (long) ((of - bytes) / Math.max(1, rate));
        int percent = (int) (100 * bytes / Math.max(1, of));
        String figures = String.format(
                Locale.ROOT, "%d%% of %s, %s/s, %d s left", percent, Output.bytes(of), Output.bytes((long) rate), left);
        if (terminal) {
            int done = WIDTH * percent / 100;
            out.printf("\r%s [%s%s] %s \033[K", what, "=".repeat(done), " ".repeat(WIDTH - done), figures);
            out.flush();
        } else {
            out.println(what + ": " + figures);
        }
    }

    /** It is done: nothing of a bar stays. */
    void end() {
        if (terminal) {
            out.print("\r\033[K");
            out.flush();
        }
    }
}
