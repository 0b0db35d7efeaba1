package dev.quoin.testkit.history;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.quoin.api.consensus.MemberChange;
import dev.quoin.protocol.internal.InternalRaftRequest;
import dev.quoin.protocol.rpc.PutRequest;
import dev.quoin.protocol.rpc.RequestOp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The one log that all members of a cluster must have. The first member to apply an index decides what lies there; each
 * further one must apply the same in the same term. The ledger carries requests out on a {@link ReferenceStore} as they
 * become known. It also checks that no put is applied twice, for which the values of all puts must differ.
 */
public final class Ledger {
    private final Violations violations;
    private final ReferenceStore store = new ReferenceStore();
    private final List<Entry> entries = new ArrayList<>();
    private final Set<String> values = new HashSet<>();
    private final Map<Long, Holder> leaders = new HashMap<>();
    private final Map<Long, Object> lives = new HashMap<>();
    private Consumer<InternalRaftRequest> onRequest = request -> {};

    private record Entry(long term, byte[] content, String member) {}

    private record Holder(long leader, String member) {}

    /** Makes an empty ledger. */
    public Ledger(Violations violations) {
        this.violations = violations;
    }

    /** Told of each request once, when the first member is about to apply it. */
    public void onRequest(Consumer<InternalRaftRequest> listener) {
        onRequest = listener;
    }

    /** Returns the store that the requests so far make of an empty one. */
    public ReferenceStore store() {
        return store;
    }

    /** The last index that any member has applied. */
    public long lastIndex() {
        return entries.size();
    }

    /** Returns the number of terms that had a leader. */
    public long terms() {
        return leaders.size();
    }

    /** A member is about to apply a request, or an entry without one. */
    public void command(String member, long index, long term, byte[] command) {
        if (!isNew(member, index, term, command) || command.length == 0) {
            return;
        }
        InternalRaftRequest request = parse(command);
        once(request);
        onRequest.accept(request);
        store.apply(request);
    }

    /**
     * A member has applied a membership change.
     *
     * @return whether it is the first one
     */
    public boolean change(String member, long index, long term, MemberChange change, boolean accepted) {
        String text = change.kind() + " " + change.memberId() + (accepted ? " " : " rejected ");
        byte[] head = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        byte[] content = Arrays.copyOf(head, head.length + change.context().length);
        System.arraycopy(change.context(), 0, content, head.length, change.context().length);
        return isNew(member, index, term, content);
    }

    /** A member has applied the end of a joint configuration. */
    public void membership(String member, long index, long term) {
        isNew(member, index, term, new byte[] {0});
    }

    /** A member knows a leader of a term. */
    public void leader(String member, long term, long leader) {
        if (leader == 0) {
            return;
        }
        Holder known = leaders.putIfAbsent(term, new Holder(leader, member));
        violations.require(
                known == null || known.leader == leader,
                () -> "two leaders in term " + term + ": " + member + " knows " + Long.toHexString(leader) + ", "
                        + known.member + " knew " + Long.toHexString(known.leader));
    }

    /**
     * A member leads a term. After a restart it must not lead the same term again: it may have lost entries of it that
     * others hold.
     *
     * @param life tells the member's processes apart
     */
    public void leads(String member, long term, Object life) {
        Object known = lives.putIfAbsent(term, life);
        violations.require(
                known == null || known == life, () -> member + " leads term " + term + " again after a restart");
    }

    private boolean isNew(String member, long index, long term, byte[] content) {
        if (index == entries.size() + 1L) {
            long before = entries.isEmpty() ? 0 : entries.getLast().term;
            violations.require(
                    term >= before,
                    () -> member + " applies index " + index + " of term " + term + " behind " + before);
            entries.add(new Entry(term, content, member));
            return true;
        }
        if (index > entries.size()) {
            violations.found(member + " applies index " + index + ", but nobody has applied " + (entries.size() + 1));
            return false;
        }
        Entry known = entries.get((int) index - 1);
        violations.require(
                known.term == term && Arrays.equals(known.content, content),
                () -> member + " applies another entry at index " + index + " (term " + term + ") than " + known.member
                        + " did (term " + known.term + ")");
        return false;
    }

    private InternalRaftRequest parse(byte[] command) {
        try {
            return InternalRaftRequest.parseFrom(command);
        } catch (InvalidProtocolBufferException e) {
            violations.found("a committed request can not be decoded: " + e.getMessage());
            return InternalRaftRequest.getDefaultInstance();
        }
    }

    private void once(InternalRaftRequest request) {
        if (request.hasPut()) {
            once(request.getPut());
        }
        for (RequestOp op : request.getTxn().getSuccessList()) {
            if (op.hasRequestPut()) {
                once(op.getRequestPut());
            }
        }
    }

    private void once(PutRequest put) {
        String value = put.getValue().toStringUtf8();
        violations.require(values.add(value), () -> "a request is in the log twice: the put of " + value);
    }
}
