package dev.quoin.tests.compat.api;

import static dev.quoin.protocol.method.EtcdMethods.KV_COMPACT;
import static dev.quoin.protocol.method.EtcdMethods.KV_DELETE_RANGE;
import static dev.quoin.protocol.method.EtcdMethods.KV_PUT;
import static dev.quoin.protocol.method.EtcdMethods.KV_RANGE;
import static dev.quoin.tests.compat.api.Conversation.bytes;

import com.google.protobuf.ByteString;
import dev.quoin.protocol.rpc.CompactionRequest;
import dev.quoin.protocol.rpc.DeleteRangeRequest;
import dev.quoin.protocol.rpc.PutRequest;
import dev.quoin.protocol.rpc.RangeRequest;
import dev.quoin.protocol.rpc.RangeRequest.SortOrder;
import dev.quoin.protocol.rpc.RangeRequest.SortTarget;
import java.util.List;

/** Reading, writing and deleting keys. */
final class RangeScenarios {

    private static final ByteString ZERO = ByteString.copyFrom(new byte[1]);

    private RangeScenarios() {}

    static List<Scenario> all() {
        return List.of(
                new Scenario("an empty store", RangeScenarios::empty),
                new Scenario("revision filters", RangeScenarios::filters),
                new Scenario("ends of ranges", RangeScenarios::ends),
                new Scenario("orders", RangeScenarios::orders),
                new Scenario("unknown orders", 7, RangeScenarios::unknownOrders),
                new Scenario("limits and counts", RangeScenarios::limits),
                new Scenario("odd fields", RangeScenarios::oddFields),
                new Scenario("puts", RangeScenarios::puts),
                new Scenario("deletions", RangeScenarios::deletions),
                new Scenario("streamed ranges", 7, RangeScenarios::streams),
                new Scenario("compactions", RangeScenarios::compactions));
    }

    private static void empty(Conversation talk) {
        talk.ask(KV_RANGE, range("a"));
        talk.ask(KV_RANGE, range("a").setRevision(1));
        talk.ask(KV_RANGE, range("a").setRevision(2));
        talk.ask(KV_RANGE, RangeRequest.newBuilder().setKey(ZERO).setRangeEnd(ZERO));
        talk.ask(KV_DELETE_RANGE, DeleteRangeRequest.newBuilder().setKey(ZERO).setRangeEnd(ZERO));
    }

    /** Five keys: created and modified at five and seven revisions. */
    private static long fill(Conversation talk, String prefix) {
        long first = talk.put(prefix + "a", "3");
        talk.put(prefix + "b", "2");
        talk.put(prefix + "c", "1");
        talk.put(prefix + "a", "5");
        talk.put(prefix + "d", "4");
        talk.put(prefix + "b", "4");
        talk.put(prefix + "e", "");
        return first;
    }

    private static void filters(Conversation talk) {
        long first = fill(talk, "filter/");
        for (long bound = first - 1; bound <= first + 7; bound += 2) {
            talk.ask(KV_RANGE, prefix("filter/").setMinModRevision(bound));
            talk.ask(KV_RANGE, prefix("filter/").setMaxModRevision(bound));
            talk.ask(KV_RANGE, prefix("filter/").setMinCreateRevision(bound));
            talk.ask(KV_RANGE, prefix("filter/").setMaxCreateRevision(bound));
        }
        talk.ask(KV_RANGE, prefix("filter/").setMinModRevision(first + 3).setMaxCreateRevision(first + 1));
        talk.ask(KV_RANGE, prefix("filter/").setMinModRevision(first + 3).setMaxModRevision(first + 2));
        talk.ask(KV_RANGE, prefix("filter/").setMinModRevision(first + 3).setLimit(1));
        talk.ask(KV_RANGE, prefix("filter/").setMinModRevision(first + 3).setLimit(3));
        talk.ask(KV_RANGE, prefix("filter/").setMaxModRevision(first + 3).setCountOnly(true));
        talk.ask(KV_RANGE, prefix("filter/").setMaxModRevision(first + 3).setKeysOnly(true));
        talk.ask(KV_RANGE, prefix("filter/").setMinCreateRevision(first + 1).setRevision(first + 3));
        talk.ask(KV_RANGE, prefix("filter/").setMinCreateRevision(-5).setMaxModRevision(-5));
        talk.ask(
                KV_RANGE,
                prefix("filter/")
                        .setMinCreateRevision(first + 1)
                        .setSortOrder(SortOrder.DESCEND)
                        .setSortTarget(SortTarget.VALUE)
                        .setLimit(2));
    }

    private static void ends(Conversation talk) {
        talk.put("z", "v");
        talk.ask(KV_RANGE, range("filter/c").setRangeEnd(ZERO).setKeysOnly(true));
        talk.ask(
                KV_RANGE,
                RangeRequest.newBuilder().setKey(ZERO).setRangeEnd(ZERO).setKeysOnly(true));
        talk.ask(KV_RANGE, RangeRequest.newBuilder().setKey(ZERO));
        talk.ask(
                KV_RANGE,
                RangeRequest.newBuilder()
                        .setKey(ZERO)
                        .setRangeEnd(bytes("filter/c"))
                        .setKeysOnly(true));
        talk.ask(KV_RANGE, range("filter/b").setRangeEnd(bytes("filter/b")));
        talk.ask(KV_RANGE, range("filter/b").setRangeEnd(bytes("filter/a")));
        talk.ask(KV_RANGE, range("filter/b").setRangeEnd(bytes("filter/b").concat(ZERO)));
        talk.ask(KV_RANGE, range(""));
        talk.ask(KV_RANGE, range("").setRangeEnd(ZERO));
        talk.ask(KV_RANGE, range("").setRangeEnd(bytes("z")));
        ByteString highest = ByteString.copyFrom(new byte[] {(byte) 0xff, (byte) 0xff});
        talk.ask(KV_PUT, PutRequest.newBuilder().setKey(highest).setValue(ZERO));
        talk.ask(KV_RANGE, RangeRequest.newBuilder().setKey(highest).setRangeEnd(ZERO));
        talk.ask(KV_RANGE, range("z").setRangeEnd(highest));
        talk.ask(KV_PUT, PutRequest.newBuilder().setKey(ZERO).setValue(ZERO));
        talk.ask(KV_RANGE, RangeRequest.newBuilder().setKey(ZERO));
        talk.ask(KV_DELETE_RANGE, DeleteRangeRequest.newBuilder().setKey(ZERO));
    }

    private static void orders(Conversation talk) {
        fill(talk, "order/");
        for (SortTarget target :
                List.of(SortTarget.KEY, SortTarget.VERSION, SortTarget.CREATE, SortTarget.MOD, SortTarget.VALUE)) {
            for (SortOrder order : List.of(SortOrder.NONE, SortOrder.ASCEND, SortOrder.DESCEND)) {
                talk.ask(KV_RANGE, prefix("order/").setSortTarget(target).setSortOrder(order));
                talk.ask(
                        KV_RANGE,
                        prefix("order/")
                                .setSortTarget(target)
                                .setSortOrder(order)
                                .setLimit(3));
            }
        }
        talk.ask(
                KV_RANGE,
                prefix("order/")
                        .setSortTarget(SortTarget.VALUE)
                        .setSortOrder(SortOrder.ASCEND)
                        .setKeysOnly(true));
    }

    /** etcd 3.5 dies of it. */
    private static void unknownOrders(Conversation talk) {
        talk.put("order/a", "1");
        talk.ask(KV_RANGE, prefix("order/").setSortTargetValue(99).setSortOrder(SortOrder.ASCEND));
        talk.ask(KV_RANGE, prefix("order/").setSortOrderValue(99));
    }

    private static void limits(Conversation talk) {
        long first = fill(talk, "limit/");
        for (int limit = -1; limit <= 6; limit++) {
            talk.ask(KV_RANGE, prefix("limit/").setLimit(limit).setKeysOnly(true));
        }
        talk.ask(KV_RANGE, prefix("limit/").setLimit(2).setRevision(first + 2));
        talk.ask(KV_RANGE, prefix("limit/").setLimit(2).setCountOnly(true));
        talk.ask(KV_RANGE, prefix("limit/").setCountOnly(true).setRevision(first + 1));
        talk.ask(KV_RANGE, prefix("limit/").setCountOnly(true).setKeysOnly(true));
        talk.ask(KV_RANGE, range("limit/a").setLimit(1));
        talk.ask(KV_RANGE, range("limit/a").setCountOnly(true));
    }

    private static void oddFields(Conversation talk) {
        talk.ask(KV_RANGE, range("limit/a").setSerializable(true));
        talk.ask(KV_RANGE, range("limit/a").setSerializable(true).setRevision(1));
        talk.ask(KV_RANGE, range("limit/a").setRevision(-7));
        talk.ask(KV_RANGE, range("limit/a").setRevision(1_000_000));
        talk.ask(KV_RANGE, range("limit/a").setRevision(1_000_000).setSerializable(true));
        talk.ask(KV_RANGE, range("limit/a").setRevision(1_000_000).setCountOnly(true));
        talk.ask(KV_RANGE, range("limit/none").setKeysOnly(true));
    }

    private static void puts(Conversation talk) {
        talk.ask(KV_PUT, put("put/a", "1"));
        talk.ask(KV_PUT, put("put/a", "2").setPrevKv(true));
        talk.ask(KV_PUT, put("put/a", "").setIgnoreValue(true).setPrevKv(true));
        talk.ask(KV_PUT, put("put/a", "3").setIgnoreValue(true));
        talk.ask(KV_PUT, put("put/a", "3").setIgnoreLease(true).setLease(5));
        talk.ask(KV_PUT, put("put/a", "3").setIgnoreLease(true));
        talk.ask(
                KV_PUT,
                put("put/a", "").setIgnoreLease(true).setIgnoreValue(true).setPrevKv(true));
        talk.ask(KV_PUT, put("put/b", "").setIgnoreValue(true));
        talk.ask(KV_PUT, put("put/b", "1").setIgnoreLease(true));
        talk.ask(KV_PUT, put("put/b", "1").setLease(77));
        talk.ask(KV_PUT, put("put/b", "1").setLease(-1));
        talk.ask(KV_PUT, put("", "1"));
        talk.ask(KV_PUT, put("put/b", "1").setPrevKv(true));
        talk.ask(KV_PUT, put("put/large", "x".repeat(1_500_000)));
        talk.ask(KV_PUT, put("put/large", "x".repeat(1_572_864)));
        talk.ask(KV_RANGE, prefix("put/").setKeysOnly(true));
        talk.ask(KV_DELETE_RANGE, delete("put/large"));
    }

    private static void deletions(Conversation talk) {
        fill(talk, "del/");
        talk.ask(KV_DELETE_RANGE, delete("del/a").setPrevKv(true));
        talk.ask(KV_DELETE_RANGE, delete("del/a").setPrevKv(true));
        talk.ask(KV_DELETE_RANGE, delete("del/b").setRangeEnd(bytes("del/d")));
        talk.ask(KV_DELETE_RANGE, delete("del/e").setRangeEnd(bytes("del/a")));
        talk.ask(KV_DELETE_RANGE, delete("").setPrevKv(true));
        talk.ask(KV_PUT, put("del/a", "again").setPrevKv(true));
        talk.ask(KV_RANGE, prefix("del/"));
        talk.ask(KV_DELETE_RANGE, delete("del/").setRangeEnd(bytes("del0")).setPrevKv(true));
    }

    private static void streams(Conversation talk) {
        long first = fill(talk, "stream/");
        talk.askRangeStream(prefix("stream/").build());
        talk.askRangeStream(range("stream/a").build());
        talk.askRangeStream(range("stream/none").build());
        talk.askRangeStream(prefix("stream/").setLimit(2).build());
        talk.askRangeStream(prefix("stream/").setRevision(first + 2).build());
        talk.askRangeStream(prefix("stream/").setRevision(1_000_000).build());
        talk.askRangeStream(prefix("stream/").setKeysOnly(true).build());
        talk.askRangeStream(prefix("stream/").setCountOnly(true).build());
        talk.askRangeStream(prefix("stream/").setSerializable(true).build());
        talk.askRangeStream(prefix("stream/").setSortOrder(SortOrder.ASCEND).build());
        talk.askRangeStream(prefix("stream/").setSortOrder(SortOrder.DESCEND).build());
        talk.askRangeStream(prefix("stream/")
                .setSortTarget(SortTarget.MOD)
                .setSortOrder(SortOrder.ASCEND)
                .build());
        talk.askRangeStream(prefix("stream/").setMinModRevision(first + 3).build());
        talk.askRangeStream(range("").build());
        for (int i = 0; i < 12; i++) {
            talk.put("stream/large/" + i, "y".repeat(400_000));
        }
        talk.askRangeStream(prefix("stream/large/").build());
        talk.askRangeStream(prefix("stream/large/").setLimit(7).build());
    }

    private static void compactions(Conversation talk) {
        long first = fill(talk, "compact/");
        long last = first + 6;
        talk.ask(KV_COMPACT, CompactionRequest.newBuilder().setRevision(last + 1));
        talk.ask(KV_COMPACT, CompactionRequest.newBuilder().setRevision(-1));
        talk.ask(KV_COMPACT, CompactionRequest.newBuilder().setRevision(first + 3));
        talk.ask(KV_COMPACT, CompactionRequest.newBuilder().setRevision(first + 3));
        talk.ask(KV_COMPACT, CompactionRequest.newBuilder().setRevision(first));
        talk.ask(KV_RANGE, prefix("compact/").setRevision(first + 2));
        talk.ask(KV_RANGE, prefix("compact/").setRevision(first + 3));
        talk.ask(KV_RANGE, prefix("compact/").setRevision(first + 4));
        talk.ask(KV_RANGE, prefix("compact/").setRevision(first + 2).setSerializable(true));
        talk.ask(KV_RANGE, prefix("compact/").setRevision(1).setCountOnly(true));
        talk.ask(KV_COMPACT, CompactionRequest.newBuilder().setRevision(last).setPhysical(true));
        talk.ask(KV_RANGE, prefix("compact/").setRevision(last));
        talk.ask(KV_PUT, put("compact/a", "after").setPrevKv(true));
        talk.ask(KV_RANGE, prefix("compact/").setRevision(last));
    }

    static RangeRequest.Builder range(String key) {
        return RangeRequest.newBuilder().setKey(bytes(key));
    }

    /** All keys with a prefix that ends in a slash. */
    static RangeRequest.Builder prefix(String prefix) {
        return range(prefix).setRangeEnd(bytes(prefix.substring(0, prefix.length() - 1) + "0"));
    }

    static PutRequest.Builder put(String key, String value) {
        return PutRequest.newBuilder().setKey(bytes(key)).setValue(bytes(value));
    }

    static DeleteRangeRequest.Builder delete(String key) {
        return DeleteRangeRequest.newBuilder().setKey(bytes(key));
    }
}
