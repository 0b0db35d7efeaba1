package dev.quoin.api.consensus;

/**
 * The urgency of a command. It changes no order. An engine that is offered more commands than it can carry out refuses
 * those of low urgency first.
 */
public enum Priority {
    /** The engine refuses the command as soon as it is overloaded. */
    NORMAL,
    /**
     * The command relieves the cluster, for example by ending leases or lifting an alarm. The engine accepts it for
     * some time while it refuses normal commands already.
     */
    URGENT
}
