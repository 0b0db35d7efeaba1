package dev.quoin.core.kv;

import dev.quoin.core.answer.RequestException;
import dev.quoin.core.store.KeyRange;
import dev.quoin.core.store.KeyScan;
import dev.quoin.core.store.KvRecord;
import dev.quoin.core.store.StoreTxn;
import dev.quoin.core.store.StoreView;
import dev.quoin.core.wire.WireBuffer;
import dev.quoin.protocol.error.EtcdError;
import dev.quoin.protocol.rpc.DeleteRangeResponse;
import dev.quoin.protocol.rpc.PutResponse;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Carries out puts and deletions in a batch. Everything that can fail is checked before anything is written. Used by the apply thread. */
public final class KeyWrites {
    private final Leases leases;
    private final KvCounts counts;
    private final KvRecord record = new KvRecord();

    /** @param leases tells which leases exist */
    public KeyWrites(Leases leases, KvCounts counts) {
        this.leases = leases;
        this.counts = counts;
    }

    /**
     * Checks a put against the state.
     *
     * @throws RequestException when the lease does not exist, or there is no version whose value or lease could stay
     */
    public void check(StoreView view, PutCommand put) {
        if (put.lease() != 0 && !leases.exists(view, put.lease())) {
            throw new RequestException(EtcdError.LEASE_NOT_FOUND);
        }
        if ((put.ignoreValue() || put.ignoreLease()) && view.head(put.key()) == null) {
            throw new RequestException(EtcdError.KEY_NOT_FOUND);
        }
    }

    /**
     * Carries out a checked put.
     *
     * @return the version before, or null
     */
    public byte @Nullable [] put(StoreTxn txn, PutCommand put) {
        counts.puts.increment();
        Piece given = put.value();
        if (!put.ignoreValue() && !put.ignoreLease()) {
            return txn.put(put.key(), given.array(), given.offset(), given.length(), put.lease());
        }
        ByteBuffer head = txn.head(put.key());
        if (head == null) {
            throw new IllegalStateException("a checked put found no version");
        }
        record.read(head);
        long lease = put.ignoreLease() ? record.lease() : put.lease();
        byte[] value = put.ignoreValue() ? record.value() : given.copy();
        return txn.put(put.key(), value, 0, value.length, lease);
    }

    /** The answer to a put. */
    public static byte[] putResponse(WireBuffer header, PutCommand put, byte @Nullable [] previous) {
        WireBuffer out = new WireBuffer(header.size() + 2).message(PutResponse.HEADER_FIELD_NUMBER, header);
        if (put.prevKv() && previous != null) {
            out.message(PutResponse.PREV_KV_FIELD_NUMBER, previous);
        }
        return out.toByteArray();
    }

    /**
     * Deletes a range.
     *
     * @return the versions before
     */
    public List<byte[]> deleteRange(StoreTxn txn, KeyRange range) {
        counts.deletions.increment();
        List<byte[]> deleted = new ArrayList<>();
        for (byte[] key : keys(txn, range)) {
            byte[] before = txn.delete(key);
            if (before != null) {
                deleted.add(before);
            }
        }
        return deleted;
    }

    private List<byte[]> keys(StoreTxn txn, KeyRange range) {
        if (range.single()) {
            return List.of(range.from());
        }
        List<byte[]> keys = new ArrayList<>();
        try (KeyScan scan = txn.scan(range, txn.revision())) {
            while (scan.next()) {
                keys.add(record.read(scan.record()).key());
            }
        }
        return keys;
    }

    /** The answer to a deletion. */
    public static byte[] deleteResponse(WireBuffer header, List<byte[]> deleted, boolean prevKv) {
        WireBuffer out = new WireBuffer(header.size() + 8)
                .message(DeleteRangeResponse.HEADER_FIELD_NUMBER, header)
                .varint(DeleteRangeResponse.DELETED_FIELD_NUMBER, deleted.size());
        if (prevKv) {
            deleted.forEach(before -> out.message(DeleteRangeResponse.PREV_KVS_FIELD_NUMBER, before));
        }
        return out.toByteArray();
    }
}
