package dev.quoin.core.kv;

import dev.quoin.core.store.Keys;
import dev.quoin.core.store.KvRecord;
import dev.quoin.protocol.rpc.RangeRequest.SortOrder;
import dev.quoin.protocol.rpc.RangeRequest.SortTarget;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Keeps the records of a range that must be sorted by something else than their key. They lie in memory until the answer is complete. */
final class SortedRows {
    private final int target;
    private final int order;
    private final List<Row> rows = new ArrayList<>();

    SortedRows(int target, int order) {
        this.target = target;
        this.order = order;
    }

    void add(ByteBuffer record, KvRecord fields) {
        long number = switch (target) {
            case SortTarget.VERSION_VALUE -> fields.version();
            case SortTarget.CREATE_VALUE -> fields.createRevision();
            case SortTarget.MOD_VALUE -> fields.modRevision();
            default -> 0;
        };
        byte[] value = target == SortTarget.VALUE_VALUE ? fields.value() : Keys.EMPTY;
        rows.add(new Row(number, value, ByteBuffer.wrap(Keys.copy(record))));
    }

    int size() {
        return rows.size();
    }

    /** The records in order; those that are equal stay in the order of their keys. */
    List<ByteBuffer> sorted() {
        boolean descending = order == SortOrder.DESCEND_VALUE;
        if (target != SortTarget.KEY_VALUE) {
            Comparator<Row> ascending =
                    Comparator.comparingLong(Row::number).thenComparing(Row::value, Arrays::compareUnsigned);
            rows.sort(descending ? ascending.reversed() : ascending);
            return rows.stream().map(Row::record).toList();
        }
        return (descending ? rows.reversed() : rows).stream().map(Row::record).toList();
    }

    private record Row(long number, byte[] value, ByteBuffer record) {}
}
