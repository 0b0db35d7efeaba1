package dev.quoin.distribution.node;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
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
            raise(signal.getNumber());
        }
        System.exit(SIGNAL_EXIT + signal.getNumber());
    }

    /** By the C library, because Java raises only signals that it handles. */
    private static void raise(int number) {
        Linker linker = Linker.nativeLinker();
        MethodHandle raise = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("raise"),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
        try {
            int unused = (int) raise.invokeExact(number);
        } catch (Throwable e) {
            throw new IllegalStateException("cannot raise signal " + number, e);
        }
    }
}
