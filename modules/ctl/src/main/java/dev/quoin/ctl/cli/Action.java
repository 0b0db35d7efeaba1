package dev.quoin.ctl.cli;

/** The work of a command. */
@FunctionalInterface
public interface Action {

    /**
     * Does the work.
     *
     * @throws ExitException to end with an exit code other than zero
     */
    void run(Arguments arguments);
}
