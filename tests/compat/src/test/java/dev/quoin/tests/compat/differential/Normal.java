package dev.quoin.tests.compat.differential;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.quoin.protocol.mvcc.KeyValue;
import dev.quoin.protocol.rpc.LeaseTimeToLiveResponse;
import dev.quoin.protocol.rpc.RangeRequest;
import dev.quoin.protocol.rpc.RangeRequest.SortTarget;
import dev.quoin.protocol.rpc.RangeResponse;
import java.util.Comparator;

/** Answers without an order that nobody promises. */
final class Normal {

    private static final Comparator<ByteString> ORDER = ByteString.unsignedLexicographicalComparator();

    /** Up to here etcd's way of sorting keeps those that are equal in order. */
    private static final int SORTED_STABLY = 12;

    private Normal() {}

    static Message of(Message request, Message answer) {
        return switch (answer) {
            case LeaseTimeToLiveResponse lease -> sorted(lease);
            case RangeResponse range
            when isSorted((RangeRequest) request) && range.getCount() > SORTED_STABLY ->
                sorted((RangeRequest) request, range);
            default -> answer;
        };
    }

    private static boolean isSorted(RangeRequest request) {
        return request.getSortTarget() != SortTarget.KEY;
    }

    private static Message sorted(LeaseTimeToLiveResponse lease) {
        return lease.toBuilder()
                .clearKeys()
                .addAllKeys(lease.getKeysList().stream().sorted(ORDER).toList())
                .build();
    }

    /** Of a limited answer it is not even promised which of the equal ones are in it. */
    private static Message sorted(RangeRequest request, RangeResponse range) {
        RangeResponse.Builder sorted = range.toBuilder().clearKvs();
        return request.getLimit() > 0
                ? sorted.build()
                : sorted.addAllKvs(range.getKvsList().stream()
                                .sorted(Comparator.comparing(KeyValue::getKey, ORDER))
                                .toList())
                        .build();
    }
}
