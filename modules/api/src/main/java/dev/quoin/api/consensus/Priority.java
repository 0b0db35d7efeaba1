package dev.quoin.api.consensus;

/**
 * How urgent a command is when more are offered than can be carried out. It changes no order: it decides which commands
 * are refused first.
 */
public enum Priority {
    /** Refused as soon as the engine is overloaded. */
    NORMAL,
    /**
     * Relieves the cluster, for example by ending leases or lifting an alarm; accepted for some time while normal
     * commands are refused already.
     */
    URGENT
}
