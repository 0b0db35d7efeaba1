package dev.quoin.tests.compat.api;

import static dev.quoin.protocol.method.EtcdMethods.KV_COMPACT;
import static dev.quoin.protocol.method.EtcdMethods.KV_DELETE_RANGE;
import static dev.quoin.protocol.method.EtcdMethods.KV_TXN;
import static dev.quoin.tests.compat.api.Conversation.bytes;
import static dev.quoin.tests.compat.api.RangeScenarios.delete;
import static dev.quoin.tests.compat.api.RangeScenarios.put;

import dev.quoin.protocol.rpc.CompactionRequest;
import dev.quoin.protocol.rpc.RequestOp;
import dev.quoin.protocol.rpc.TxnRequest;
import dev.quoin.protocol.rpc.WatchCreateRequest;
import dev.quoin.protocol.rpc.WatchCreateRequest.FilterType;
import java.util.List;

/** Watches. */
final class WatchScenarios {

    private WatchScenarios() {}

    static List<Scenario> all() {
        return List.of(
                new Scenario("watches from now on", WatchScenarios::fromNow),
                new Scenario("watches from the past", WatchScenarios::fromPast),
                new Scenario("watches from the future", WatchScenarios::fromFuture),
                new Scenario("filters of watches", WatchScenarios::filters),
                new Scenario("previous values in watches", WatchScenarios::previous),
                new Scenario("several watches on a stream", WatchScenarios::several),
                new Scenario("ids of watches", WatchScenarios::ids),
                new Scenario("progress of watches", WatchScenarios::progress),
                new Scenario("fragments", WatchScenarios::fragments),
                new Scenario("one revision, many events", WatchScenarios::atomic),
                new Scenario("watches of what is compacted", WatchScenarios::compacted));
    }

    private static void fromNow(Conversation talk) {
        try (WatchTalk watch = talk.watch()) {
            watch.create(key("watch/now"));
            talk.put("watch/now", "1");
            watch.answer("first event");
            talk.put("watch/other", "1");
            talk.put("watch/now", "2");
            watch.answer("second event");
            talk.ask(KV_DELETE_RANGE, delete("watch/now"));
            watch.answer("deletion").cancel(0);
        }
    }

    private static void fromPast(Conversation talk) {
        long first = talk.put("watch/past/a", "1");
        talk.put("watch/past/b", "1");
        talk.put("watch/past/a", "2");
        talk.ask(KV_DELETE_RANGE, delete("watch/past/b"));
        talk.put("watch/past/c", "1");
        try (WatchTalk watch = talk.watch()) {
            watch.create(prefix("watch/past/").setStartRevision(first)).events(5);
            watch.create(key("watch/past/a").setStartRevision(first + 1)).events(1);
            watch.create(prefix("watch/past/").setStartRevision(first + 3)).events(2);
            watch.create(key("watch/past/b").setRangeEnd(bytes("\0")).setStartRevision(first))
                    .events(3);
        }
    }

    private static void fromFuture(Conversation talk) {
        long now = talk.put("watch/future", "1");
        try (WatchTalk watch = talk.watch()) {
            watch.create(key("watch/future").setStartRevision(now + 2));
            talk.put("watch/future", "too early");
            talk.put("watch/future", "in time");
            watch.events(1);
        }
    }

    private static void filters(Conversation talk) {
        try (WatchTalk watch = talk.watch()) {
            watch.create(key("watch/filter").addFilters(FilterType.NOPUT));
            watch.create(key("watch/filter").addFilters(FilterType.NODELETE).setStartRevision(1_000_000));
            watch.cancel(1);
            talk.put("watch/filter", "1");
            talk.ask(KV_DELETE_RANGE, delete("watch/filter"));
            watch.events(1);
        }
        try (WatchTalk watch = talk.watch()) {
            long first = talk.put("watch/filter", "2");
            talk.ask(KV_DELETE_RANGE, delete("watch/filter"));
            talk.put("watch/filter", "3");
            watch.create(key("watch/filter").addFilters(FilterType.NODELETE).setStartRevision(first))
                    .events(2);
            watch.create(key("watch/filter").addFilters(FilterType.NOPUT).setStartRevision(first))
                    .events(1);
            watch.create(key("watch/filter").addFilters(FilterType.NODELETE).addFilters(FilterType.NOPUT));
            watch.create(key("watch/filter").addFiltersValue(99));
        }
    }

    private static void previous(Conversation talk) {
        long first = talk.put("watch/prev", "1");
        talk.put("watch/prev", "2");
        talk.ask(KV_DELETE_RANGE, delete("watch/prev"));
        talk.put("watch/prev", "3");
        try (WatchTalk watch = talk.watch()) {
            watch.create(key("watch/prev").setPrevKv(true).setStartRevision(first))
                    .events(4);
            talk.put("watch/prev", "4");
            watch.events(1);
            talk.ask(KV_DELETE_RANGE, delete("watch/prev"));
            watch.events(1);
        }
    }

    private static void several(Conversation talk) {
        try (WatchTalk watch = talk.watch()) {
            watch.create(key("watch/several/a")).create(key("watch/several/b")).create(key("watch/several/c"));
            talk.put("watch/several/b", "1");
            watch.answer("event of b");
            watch.cancel(1);
            talk.put("watch/several/b", "2");
            talk.put("watch/several/c", "1");
            watch.answer("event of c");
            talk.put("watch/several/a", "1");
            watch.answer("event of a");
            watch.create(key("watch/several/b"));
        }
    }

    private static void ids(Conversation talk) {
        try (WatchTalk watch = talk.watch()) {
            watch.create(key("watch/id/a").setWatchId(7));
            watch.create(key("watch/id/b").setWatchId(7));
            watch.create(key("watch/id/c").setWatchId(1));
            watch.create(key("watch/id/d")).create(key("watch/id/e"));
            watch.cancelUnanswered(99);
            watch.cancel(7);
            watch.create(key("watch/id/f").setWatchId(7));
            watch.create(key("watch/id/g").setRangeEnd(bytes("watch/id/a")));
            watch.create(key(""));
            talk.put("watch/id/f", "1");
            watch.answer("event of f");
        }
    }

    private static void progress(Conversation talk) {
        try (WatchTalk watch = talk.watch()) {
            watch.create(key("watch/progress")).progress();
            talk.put("watch/progress", "1");
            watch.answer("event").progress();
            talk.put("watch/elsewhere", "1");
            watch.progress();
        }
        try (WatchTalk watch = talk.watch()) {
            watch.create(key("watch/idle").setProgressNotify(true));
            watch.answer("progress without a question");
        }
    }

    /** With the values that they replace, the events of the second revision are larger than a message may be. */
    private static void fragments(Conversation talk) {
        long first = talk.put("watch/fragment", ".") + 1;
        for (String letter : List.of("f", "g")) {
            TxnRequest.Builder txn = TxnRequest.newBuilder();
            for (int key = 0; key < 3; key++) {
                txn.addSuccess(op("watch/fragment/" + key, letter.repeat(450_000)));
            }
            talk.ask(KV_TXN, txn);
        }
        try (WatchTalk watch = talk.watch()) {
            WatchCreateRequest.Builder second =
                    prefix("watch/fragment/").setStartRevision(first + 1).setPrevKv(true);
            watch.create(second.clone().setFragment(true)).fragments(3);
            watch.create(second).events(3);
            watch.create(prefix("watch/fragment/").setStartRevision(first).setFragment(true))
                    .events(6);
        }
    }

    private static void atomic(Conversation talk) {
        try (WatchTalk watch = talk.watch()) {
            watch.create(prefix("watch/atomic/"));
            talk.ask(
                    KV_TXN,
                    TxnRequest.newBuilder()
                            .addSuccess(op("watch/atomic/b", "1"))
                            .addSuccess(op("watch/atomic/a", "1"))
                            .addSuccess(op("watch/elsewhere", "2"))
                            .addSuccess(op("watch/atomic/c", "1")));
            watch.answer("one response for one revision");
            talk.ask(KV_DELETE_RANGE, delete("watch/atomic/").setRangeEnd(bytes("watch/atomic0")));
            watch.answer("all deletions in one response");
        }
    }

    private static void compacted(Conversation talk) {
        long first = talk.put("watch/compacted", "1");
        talk.put("watch/compacted", "2");
        talk.put("watch/compacted", "3");
        try (WatchTalk watch = talk.watch()) {
            talk.ask(KV_COMPACT, CompactionRequest.newBuilder().setRevision(first + 1));
            watch.create(key("watch/compacted").setStartRevision(first));
            watch.answer("end of a watch that starts too early");
            watch.create(key("watch/compacted").setStartRevision(first + 1).setPrevKv(true))
                    .events(2);
            watch.create(key("watch/compacted").setStartRevision(1));
            watch.answer("end of a watch that starts far too early");
        }
    }

    private static WatchCreateRequest.Builder key(String key) {
        return WatchCreateRequest.newBuilder().setKey(bytes(key));
    }

    private static WatchCreateRequest.Builder prefix(String prefix) {
        return key(prefix).setRangeEnd(bytes(prefix.substring(0, prefix.length() - 1) + "0"));
    }

    private static RequestOp.Builder op(String key, String value) {
        return RequestOp.newBuilder().setRequestPut(put(key, value));
    }
}
