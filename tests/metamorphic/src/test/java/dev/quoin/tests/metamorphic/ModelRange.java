package dev.quoin.tests.metamorphic;

import com.google.protobuf.ByteString;
import dev.quoin.protocol.mvcc.KeyValue;
import dev.quoin.protocol.rpc.RangeRequest;
import dev.quoin.protocol.rpc.RangeRequest.SortOrder;
import dev.quoin.protocol.rpc.RangeRequest.SortTarget;
import dev.quoin.protocol.rpc.RangeResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;

/** What a range means. */
final class ModelRange {
    private ModelRange() {}

    static RangeResponse.Builder answer(RangeRequest request, NavigableMap<ByteString, KeyValue> state) {
        List<KeyValue> all = new ArrayList<>(
                Model.slice(state, request.getKey(), request.getRangeEnd()).values());
        RangeResponse.Builder response = RangeResponse.newBuilder().setCount(all.size());
        if (request.getCountOnly()) {
            return response;
        }
        boolean filtered = request.getMinModRevision() != 0
                || request.getMaxModRevision() != 0
                || request.getMinCreateRevision() != 0
                || request.getMaxCreateRevision() != 0;
        if (request.getSortOrder() == SortOrder.NONE && !filtered && request.getLimit() > 0) {
            all = new ArrayList<>(all.subList(0, (int) Math.min(all.size(), request.getLimit() + 1)));
        }
        all.removeIf(kv -> !isWanted(request, kv));
        sort(request, all);
        if (request.getLimit() > 0 && all.size() > request.getLimit()) {
            all = all.subList(0, (int) request.getLimit());
            response.setMore(true);
        }
        for (KeyValue kv : all) {
            response.addKvs(request.getKeysOnly() ? kv.toBuilder().clearValue().build() : kv);
        }
        return response;
    }

    private static boolean isWanted(RangeRequest request, KeyValue kv) {
        return (request.getMinModRevision() == 0 || kv.getModRevision() >= request.getMinModRevision())
                && (request.getMaxModRevision() == 0 || kv.getModRevision() <= request.getMaxModRevision())
                && (request.getMinCreateRevision() == 0 || kv.getCreateRevision() >= request.getMinCreateRevision())
                && (request.getMaxCreateRevision() == 0 || kv.getCreateRevision() <= request.getMaxCreateRevision());
    }

    private static void sort(RangeRequest request, List<KeyValue> all) {
        Comparator<KeyValue> order = switch (request.getSortTarget()) {
            case KEY, UNRECOGNIZED -> Comparator.comparing(KeyValue::getKey, Model.ORDER);
            case VERSION -> Comparator.comparingLong(KeyValue::getVersion);
            case CREATE -> Comparator.comparingLong(KeyValue::getCreateRevision);
            case MOD -> Comparator.comparingLong(KeyValue::getModRevision);
            case VALUE -> Comparator.comparing(KeyValue::getValue, Model.ORDER);
        };
        if (request.getSortTarget() != SortTarget.KEY || request.getSortOrder() != SortOrder.NONE) {
            all.sort(request.getSortOrder() == SortOrder.DESCEND ? order.reversed() : order);
        }
    }
}
