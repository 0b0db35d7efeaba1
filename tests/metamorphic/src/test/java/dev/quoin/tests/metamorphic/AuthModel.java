package dev.quoin.tests.metamorphic;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.quoin.protocol.auth.Permission;
import dev.quoin.protocol.rpc.DeleteRangeRequest;
import dev.quoin.protocol.rpc.LeaseRevokeRequest;
import dev.quoin.protocol.rpc.LeaseTimeToLiveRequest;
import dev.quoin.protocol.rpc.PutRequest;
import dev.quoin.protocol.rpc.RangeRequest;
import dev.quoin.protocol.rpc.RequestOp;
import dev.quoin.protocol.rpc.TxnRequest;
import dev.quoin.protocol.rpc.WatchRequest;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Users, roles and leases as plainly as can be: a range of keys is a set of cells. Each key of a small world is a cell, and so is
 * what lies between it and the next. A request is permitted when each set that it needs is part of what the user has.
 */
final class AuthModel {
    static final List<ByteString> WORLD = List.of("\0", "a", "aa", "ab", "b", "ba", "c").stream()
            .map(ByteString::copyFromUtf8)
            .toList();
    private static final int END = 2 * WORLD.size();
    private static final ByteString OPEN = ByteString.copyFrom(new byte[1]);

    final Map<String, Map<List<ByteString>, Permission.Type>> roles = new HashMap<>();
    final Map<String, TreeSet<String>> users = new HashMap<>();
    /** Which keys hang on which lease. */
    final Map<ByteString, Long> leaseOf = new TreeMap<>(ByteString.unsignedLexicographicalComparator());

    private static BitSet cells(ByteString key, ByteString end) {
        BitSet cells = new BitSet();
        int from = 2 * WORLD.indexOf(key);
        int to = end.isEmpty() ? from + 1 : end.equals(OPEN) ? END : 2 * WORLD.indexOf(end);
        cells.set(from, Math.max(from, to));
        return cells;
    }

    private boolean may(String user, Permission.Type need, ByteString key, ByteString end) {
        if (users.get(user).contains("root")) {
            return true;
        }
        BitSet has = new BitSet();
        for (String role : users.get(user)) {
            roles.getOrDefault(role, Map.of()).forEach((range, type) -> {
                if (type == need || type == Permission.Type.READWRITE) {
                    has.or(cells(range.get(0), range.get(1)));
                }
            });
        }
        BitSet missing = cells(key, end);
        missing.andNot(has);
        return missing.isEmpty();
    }

    private boolean mayRead(String user, ByteString key, ByteString end) {
        return may(user, Permission.Type.READ, key, end);
    }

    private boolean mayWrite(String user, ByteString key, ByteString end) {
        return may(user, Permission.Type.WRITE, key, end);
    }

    private boolean mayForAll(String user, Permission.Type need, long lease) {
        return leaseOf.entrySet().stream()
                .filter(entry -> lease != 0 && entry.getValue() == lease)
                .allMatch(entry -> may(user, need, entry.getKey(), ByteString.EMPTY));
    }

    /** The verdict. */
    boolean permits(String user, Message request) {
        return switch (request) {
            case RangeRequest range -> mayRead(user, range.getKey(), range.getRangeEnd());
            case WatchRequest watch ->
                mayRead(
                        user,
                        watch.getCreateRequest().getKey(),
                        watch.getCreateRequest().getRangeEnd());
            case PutRequest put ->
                mayWrite(user, put.getKey(), ByteString.EMPTY)
                        && mayForAll(user, Permission.Type.WRITE, put.getLease())
                        && (!put.getPrevKv() || mayRead(user, put.getKey(), ByteString.EMPTY));
            case DeleteRangeRequest delete ->
                mayWrite(user, delete.getKey(), delete.getRangeEnd())
                        && (!delete.getPrevKv() || mayRead(user, delete.getKey(), delete.getRangeEnd()));
            case TxnRequest txn ->
                txn.getCompareList().stream().allMatch(c -> mayRead(user, c.getKey(), c.getRangeEnd()))
                        && txn.getSuccessList().stream().allMatch(op -> permits(user, content(op)))
                        && txn.getFailureList().stream().allMatch(op -> permits(user, content(op)));
            case LeaseRevokeRequest revoke -> mayForAll(user, Permission.Type.WRITE, revoke.getID());
            case LeaseTimeToLiveRequest look -> !look.getKeys() || mayForAll(user, Permission.Type.READ, look.getID());
            default -> throw new IllegalArgumentException(request.toString());
        };
    }

    private static Message content(RequestOp op) {
        return switch (op.getRequestCase()) {
            case REQUEST_RANGE -> op.getRequestRange();
            case REQUEST_PUT -> op.getRequestPut();
            case REQUEST_DELETE_RANGE -> op.getRequestDeleteRange();
            default -> op.getRequestTxn();
        };
    }

    /** What a request that was carried out changes. Comparisons of this world always hold. */
    void done(Message request) {
        switch (request) {
            case PutRequest put when put.getLease() == 0 -> leaseOf.remove(put.getKey());
            case PutRequest put -> leaseOf.put(put.getKey(), put.getLease());
            case DeleteRangeRequest delete -> {
                BitSet gone = cells(delete.getKey(), delete.getRangeEnd());
                leaseOf.keySet().removeIf(key -> gone.get(2 * WORLD.indexOf(key)));
            }
            case TxnRequest txn -> txn.getSuccessList().forEach(op -> done(content(op)));
            case LeaseRevokeRequest revoke -> leaseOf.values().removeIf(lease -> lease == revoke.getID());
            default -> {
                // Reads.
            }
        }
    }
}
