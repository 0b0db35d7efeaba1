package dev.quoin.consensus.raft.algorithm.confchange;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A change of the membership. It takes effect when it is applied, not when it is proposed or appended.
 *
 * @param transition whether it goes through a joint configuration
 * @param changes what happens to whom; empty to leave a joint configuration
 * @param context opaque; handed to the state machine with the change
 */
public record ConfChange(Transition transition, List<SingleChange> changes, byte[] context) {
    private static final byte[] NO_CONTEXT = new byte[0];

    /** Copies the list. */
    public ConfChange {
        changes = List.copyOf(changes);
    }

    /** These changes, through a joint configuration if there is more than one. */
    public static ConfChange of(SingleChange... changes) {
        return new ConfChange(Transition.AUTO, List.of(changes), NO_CONTEXT);
    }

    /** The end of a joint configuration. */
    public static ConfChange leave() {
        return new ConfChange(Transition.AUTO, List.of(), NO_CONTEXT);
    }

    /** Whether this leaves a joint configuration. */
    public boolean leavesJoint() {
        return transition == Transition.AUTO && changes.isEmpty();
    }

    /** Whether this enters a joint configuration. */
    public boolean entersJoint() {
        return transition != Transition.AUTO || changes.size() > 1;
    }

    /** Whether the joint configuration it enters is left by the leader itself. */
    public boolean autoLeave() {
        return entersJoint() && transition != Transition.JOINT_EXPLICIT;
    }

    /** In etcd's short form, such as {@code v1 r2}. */
    public String shortForm() {
        return changes.stream().map(SingleChange::toString).collect(Collectors.joining(" "));
    }

    /** In the form of etcd's log lines. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("transition:").append(transition);
        for (SingleChange change : changes) {
            text.append(" changes:{type:").append(change.type()).append(" node_id:");
            text.append(Long.toUnsignedString(change.nodeId())).append('}');
        }
        if (context.length > 0) {
            text.append(" context:\"")
                    .append(new String(context, StandardCharsets.UTF_8))
                    .append('"');
        }
        return text.toString();
    }
}
