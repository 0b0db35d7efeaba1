package dev.quoin.testkit.history;

import dev.quoin.protocol.internal.InternalRaftRequest;
import dev.quoin.protocol.mvcc.KeyValue;
import dev.quoin.protocol.rpc.Compare;
import dev.quoin.protocol.rpc.DeleteRangeRequest;
import dev.quoin.protocol.rpc.PutRequest;
import dev.quoin.protocol.rpc.RequestOp;
import dev.quoin.protocol.rpc.TxnRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The state that a store must have after the requests of a log, computed in the plainest way. It knows the requests
 * that the clients of the simulator send: puts with a value, deletions, transactions over single keys without nesting,
 * leases, compactions; all others change no keys.
 */
public final class ReferenceStore {
    private final KeyHistory keys = new KeyHistory();
    private final Map<Long, Set<String>> leases = new TreeMap<>();
    private long compacted;

    /** Makes an empty store, at revision 1. */
    public ReferenceStore() {}

    /** The revision of the last change. */
    public long revision() {
        return keys.revision();
    }

    /** The revision up to which history may be gone, 0 at first. */
    public long compacted() {
        return compacted;
    }

    /** The leases in force. */
    public Set<Long> leases() {
        return leases.keySet();
    }

    /** Returns the changes of a revision in order; none when there is no such revision. */
    public List<Change> changes(long revision) {
        return keys.changes(revision);
    }

    /** A key's version at a revision, or null. */
    public @Nullable KeyValue at(String key, long revision) {
        return keys.at(key, revision);
    }

    /** All that was in force at a revision, in the order of the keys. */
    public List<KeyValue> range(KeySpan span, long revision) {
        return keys.range(span, revision);
    }

    /** Carries a request out. */
    void apply(InternalRaftRequest request) {
        List<Change> changes = new ArrayList<>();
        if (request.hasPut()) {
            put(request.getPut(), changes);
        } else if (request.hasDeleteRange()) {
            delete(request.getDeleteRange(), changes);
        } else if (request.hasTxn()) {
            txn(request.getTxn(), changes);
        } else if (request.hasLeaseGrant()) {
            leases.putIfAbsent(request.getLeaseGrant().getID(), new TreeSet<>());
        } else if (request.hasLeaseRevoke()) {
            revoke(request.getLeaseRevoke().getID(), changes);
        } else if (request.hasCompaction()) {
            long upTo = request.getCompaction().getRevision();
            compacted = upTo <= revision() ? Math.max(compacted, upTo) : compacted;
        }
        keys.add(changes);
    }

    private void put(PutRequest put, List<Change> changes) {
        Set<String> attached = leases.get(put.getLease());
        if (put.getLease() != 0 && attached == null) {
            return;
        }
        String key = put.getKey().toStringUtf8();
        KeyValue before = keys.at(key, revision());
        long makes = revision() + 1;
        detach(before);
        if (attached != null) {
            attached.add(key);
        }
        KeyValue kv = KeyValue.newBuilder()
                .setKey(put.getKey())
                .setValue(put.getValue())
                .setCreateRevision(before == null ? makes : before.getCreateRevision())
                .setModRevision(makes)
                .setVersion(before == null ? 1 : before.getVersion() + 1)
                .setLease(put.getLease())
                .build();
        changes.add(new Change(makes, false, kv, before));
    }

    private void delete(DeleteRangeRequest delete, List<Change> changes) {
        keys.range(KeySpan.of(delete.getKey(), delete.getRangeEnd()), revision())
                .forEach(kv -> remove(kv, changes));
    }

    private void remove(KeyValue kv, List<Change> changes) {
        detach(kv);
        long makes = revision() + 1;
        KeyValue tombstone =
                KeyValue.newBuilder().setKey(kv.getKey()).setModRevision(makes).build();
        changes.add(new Change(makes, true, tombstone, kv));
    }

    private void detach(@Nullable KeyValue kv) {
        if (kv != null && leases.containsKey(kv.getLease())) {
            leases.get(kv.getLease()).remove(kv.getKey().toStringUtf8());
        }
    }

    private void revoke(long id, List<Change> changes) {
        for (String key : new TreeSet<>(leases.getOrDefault(id, Set.of()))) {
            KeyValue kv = keys.at(key, revision());
            if (kv != null) {
                remove(kv, changes);
            }
        }
        leases.remove(id);
    }

    private void txn(TxnRequest txn, List<Change> changes) {
        for (RequestOp op : holds(txn, revision()) ? txn.getSuccessList() : txn.getFailureList()) {
            if (op.hasRequestPut()) {
                put(op.getRequestPut(), changes);
            } else if (op.hasRequestDeleteRange()) {
                delete(op.getRequestDeleteRange(), changes);
            }
        }
    }

    /** Returns true when all comparisons of a transaction held at a revision. */
    boolean holds(TxnRequest txn, long revision) {
        return txn.getCompareList().stream().allMatch(compare -> holds(compare, revision));
    }

    private boolean holds(Compare compare, long revision) {
        KeyValue kv = keys.at(compare.getKey().toStringUtf8(), revision);
        if (compare.getTarget() == Compare.CompareTarget.VALUE) {
            return kv != null && kv.getValue().equals(compare.getValue());
        }
        long found = kv == null ? 0 : target(compare, kv);
        long wanted = compare.getTarget() == Compare.CompareTarget.VERSION
                ? compare.getVersion()
                : compare.getTarget() == Compare.CompareTarget.CREATE
                        ? compare.getCreateRevision()
                        : compare.getModRevision();
        return switch (compare.getResult()) {
            case EQUAL -> found == wanted;
            case GREATER -> found > wanted;
            case LESS -> found < wanted;
            default -> found != wanted;
        };
    }

    private static long target(Compare compare, KeyValue kv) {
        return switch (compare.getTarget()) {
            case VERSION -> kv.getVersion();
            case CREATE -> kv.getCreateRevision();
            default -> kv.getModRevision();
        };
    }
}
