package dev.quoin.tests.compat.differential;

import com.google.protobuf.ByteString;
import dev.quoin.protocol.rpc.CompactionRequest;
import dev.quoin.protocol.rpc.DeleteRangeRequest;
import dev.quoin.protocol.rpc.PutRequest;
import dev.quoin.protocol.rpc.RangeRequest;

/** Puts, deletions, ranges and compactions. Every option, and now and then one that cannot be. */
final class KvRequests {

    private static final int TOO_LARGE = 1_600_000;

    private final Dice dice;

    KvRequests(Dice dice) {
        this.dice = dice;
    }

    PutRequest put() {
        PutRequest.Builder put = PutRequest.newBuilder().setKey(dice.key()).setPrevKv(dice.coin());
        if (dice.chance(8)) {
            put.setIgnoreValue(true);
        }
        if (!put.getIgnoreValue() || dice.chance(8)) {
            put.setValue(dice.chance(400) ? ByteString.copyFrom(new byte[TOO_LARGE]) : dice.value());
        }
        if (dice.chance(8)) {
            put.setIgnoreLease(true);
        }
        if (dice.chance(4)) {
            put.setLease(dice.lease());
        }
        return put.build();
    }

    DeleteRangeRequest delete() {
        return DeleteRangeRequest.newBuilder()
                .setKey(dice.key())
                .setRangeEnd(dice.chance(3) ? dice.end() : ByteString.EMPTY)
                .setPrevKv(dice.coin())
                .build();
    }

    RangeRequest range(long head) {
        RangeRequest.Builder range = RangeRequest.newBuilder()
                .setKey(dice.key())
                .setRangeEnd(dice.end())
                .setSerializable(dice.coin())
                .setKeysOnly(dice.chance(5))
                .setCountOnly(dice.chance(8));
        if (dice.chance(3)) {
            range.setLimit(dice.chance(20) ? dice.one(-1L, Long.MIN_VALUE, Long.MAX_VALUE) : dice.below(6));
        }
        if (dice.chance(2)) {
            range.setRevision(dice.revision(head));
        }
        if (dice.chance(3)) {
            range.setSortOrderValue(dice.chance(30) ? 7 : dice.below(3));
            range.setSortTargetValue(dice.chance(30) ? 9 : dice.below(5));
        }
        bounds(range, head);
        return range.build();
    }

    /**
     * Of those that are the same in some other field, etcd puts either first, and it is hard to leave that out of what
     * is in a transaction.
     */
    RangeRequest sortedByKey(long head) {
        return range(head).toBuilder().clearSortTarget().build();
    }

    private void bounds(RangeRequest.Builder range, long head) {
        if (dice.chance(6)) {
            range.setMinModRevision(dice.revision(head));
        }
        if (dice.chance(6)) {
            range.setMaxModRevision(dice.revision(head));
        }
        if (dice.chance(6)) {
            range.setMinCreateRevision(dice.revision(head));
        }
        if (dice.chance(6)) {
            range.setMaxCreateRevision(dice.revision(head));
        }
    }

    CompactionRequest compaction(long head) {
        return CompactionRequest.newBuilder()
                .setRevision(dice.revision(head))
                .setPhysical(dice.coin())
                .build();
    }
}
