package dev.quoin.consensus.raft.algorithm.corpora;

import dev.quoin.consensus.raft.algorithm.StepResult;
import dev.quoin.consensus.raft.algorithm.message.Message;
import dev.quoin.consensus.raft.algorithm.message.StorageResponse;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Messages on their way, those from a member's own threads to itself included. */
final class Network {
    private final List<Member> members;
    private final Output out;
    private final List<Message> onTheWay = new ArrayList<>();

    Network(List<Member> members, Output out) {
        this.members = members;
        this.out = out;
    }

    void add(Message message) {
        onTheWay.add(message);
    }

    boolean hasMessagesFor(long id) {
        return onTheWay.stream().anyMatch(message -> message.to() == id);
    }

    /** Delivers, or drops, everything on its way to a member, of one type or of all. Returns how much that was. */
    int handle(long to, @Nullable String type, boolean drop) {
        List<Message> taken = take(to, type, drop);
        for (Message message : taken) {
            out.printLine((drop ? "dropped: " : "") + MessageText.of(message).print(""));
            if (!drop) {
                deliver(message);
            }
        }
        return taken.size();
    }

    private List<Message> take(long to, @Nullable String type, boolean drop) {
        List<Message> taken = new ArrayList<>();
        for (Iterator<Message> all = onTheWay.iterator(); all.hasNext(); ) {
            Message message = all.next();
            boolean typeMatches = type == null || message.type().toString().equals(type);
            if (message.to() == to && typeMatches && !(drop && isLocal(message))) {
                taken.add(message);
                all.remove();
            }
        }
        return taken;
    }

    private void deliver(Message message) {
        StepResult result = members.get((int) message.to() - 1).node.step(message);
        if (result != StepResult.OK) {
            out.printLine(result.toString());
        }
    }

    /** What a member tells itself is never lost. */
    private static boolean isLocal(Message message) {
        return message.from() == message.to() || message instanceof StorageResponse;
    }
}
