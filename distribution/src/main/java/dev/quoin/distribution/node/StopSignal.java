package dev.quoin.distribution.node;

import java.util.concurrent.CompletableFuture;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Waits for SIGTERM or SIGINT, and ends the process as etcd ends: by the same signal once more, with its default effect, so that who started
 * it sees that the signal was obeyed. A second signal while stopping ends it at once.
 */
final class StopSignal {
    private static final int SIGNAL_EXIT = 128;

    private final CompletableFuture<Signal> received = new CompletableFuture<>();

    /** Takes over both signals. */
    void install() {
        Signal.handle(new Signal("TERM"), this::receive);
        Signal.handle(new Signal("INT"), this::receive);
    }

    private void receive(Signal signal) {
        if (!received.complete(signal)) {
            Runtime.getRuntime().halt(SIGNAL_EXIT + signal.getNumber());
        }
    }

    /** Done when one of them has come. */
    CompletableFuture<Signal> received() {
        return received;
    }

    /** Waits for the first of them, and gives its name as etcd logs it. */
    String await() {
        return received.join().getName().equals("INT") ? "interrupt" : "terminated";
    }

    /**
     * Ends the process; does not return.
     *
     * @param runHooks whether something may wait for the JVM's orderly end, which the signal's default effect skips
     */
    void obey(boolean runHooks) {
        Signal signal = received.join();
        // The kernel does not let a signal end process 1 by default.
        if (ProcessHandle.current().pid() == 1) {
            System.exit(0);
        }
        if (!runHooks) {
            Signal.handle(signal, SignalHandler.SIG_DFL);
            Signal.raise(signal);
        }
        System.exit(SIGNAL_EXIT + signal.getNumber());
    }
}
