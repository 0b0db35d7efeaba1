package dev.quoin.ctl.run;

import java.util.concurrent.CompletableFuture;
import sun.misc.Signal;

/** SIGINT and SIGTERM for commands that have something to give back before they end. */
public final class Signals {
    private Signals() {}

    /** Takes both signals over. The future is done when the first has come; a second one ends the process at once. */
    public static CompletableFuture<Integer> take() {
        CompletableFuture<Integer> received = new CompletableFuture<>();
        for (String name : new String[] {"INT", "TERM"}) {
            Signal.handle(new Signal(name), signal -> {
                if (!received.complete(signal.getNumber())) {
                    Runtime.getRuntime().halt(128 + signal.getNumber());
                }
            });
        }
        return received;
    }
}
