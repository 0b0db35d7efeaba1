package dev.quoin.tests.compat.api;

import static dev.quoin.protocol.method.EtcdMethods.KV_PUT;
import static dev.quoin.protocol.method.EtcdMethods.KV_RANGE;
import static dev.quoin.protocol.method.EtcdMethods.KV_TXN;
import static dev.quoin.protocol.method.EtcdMethods.LEASE_GRANT;
import static dev.quoin.protocol.method.EtcdMethods.LEASE_REVOKE;
import static dev.quoin.tests.compat.api.Conversation.bytes;
import static dev.quoin.tests.compat.api.RangeScenarios.delete;
import static dev.quoin.tests.compat.api.RangeScenarios.prefix;
import static dev.quoin.tests.compat.api.RangeScenarios.put;
import static dev.quoin.tests.compat.api.RangeScenarios.range;

import dev.quoin.protocol.rpc.Compare;
import dev.quoin.protocol.rpc.Compare.CompareResult;
import dev.quoin.protocol.rpc.Compare.CompareTarget;
import dev.quoin.protocol.rpc.DeleteRangeRequest;
import dev.quoin.protocol.rpc.LeaseGrantRequest;
import dev.quoin.protocol.rpc.LeaseRevokeRequest;
import dev.quoin.protocol.rpc.PutRequest;
import dev.quoin.protocol.rpc.RangeRequest;
import dev.quoin.protocol.rpc.RangeRequest.SortOrder;
import dev.quoin.protocol.rpc.RequestOp;
import dev.quoin.protocol.rpc.TxnRequest;
import java.util.List;

/** Transactions. */
final class TxnScenarios {

    private TxnScenarios() {}

    static List<Scenario> all() {
        return List.of(
                new Scenario("compares", TxnScenarios::compares),
                new Scenario("compares of ranges", TxnScenarios::rangeCompares),
                new Scenario("compares of leases", TxnScenarios::leaseCompares),
                new Scenario("branches", TxnScenarios::branches),
                new Scenario("nested transactions", TxnScenarios::nested),
                new Scenario("keys written twice", TxnScenarios::duplicates),
                new Scenario(
                        "unknown orders in transactions",
                        7,
                        talk -> askOps(talk, op(range("txn/y").setSortTargetValue(99)))),
                new Scenario("refused transactions", TxnScenarios::refused));
    }

    private static void compares(Conversation talk) {
        long revision = talk.put("txn/a", "m");
        for (CompareResult result :
                List.of(CompareResult.EQUAL, CompareResult.NOT_EQUAL, CompareResult.GREATER, CompareResult.LESS)) {
            for (long difference = -1; difference <= 1; difference++) {
                ask(talk, compare("txn/a", result, CompareTarget.VERSION).setVersion(1 + difference));
                ask(talk, compare("txn/a", result, CompareTarget.CREATE).setCreateRevision(revision + difference));
                ask(talk, compare("txn/a", result, CompareTarget.MOD).setModRevision(revision + difference));
            }
            for (String value : List.of("", "l", "m", "mm", "n")) {
                ask(talk, compare("txn/a", result, CompareTarget.VALUE).setValue(bytes(value)));
                ask(talk, compare("txn/absent", result, CompareTarget.VALUE).setValue(bytes(value)));
            }
            ask(talk, compare("txn/absent", result, CompareTarget.VERSION).setVersion(0));
            ask(talk, compare("txn/absent", result, CompareTarget.CREATE).setCreateRevision(0));
            ask(talk, compare("txn/absent", result, CompareTarget.MOD).setModRevision(0));
            ask(talk, compare("txn/absent", result, CompareTarget.LEASE).setLease(0));
        }
        ask(talk, compare("txn/a", CompareResult.EQUAL, CompareTarget.VERSION));
        ask(talk, compare("txn/a", CompareResult.EQUAL, CompareTarget.MOD).setVersion(1));
        ask(talk, compare("txn/a", CompareResult.EQUAL, CompareTarget.VALUE));
        ask(talk, compare("", CompareResult.EQUAL, CompareTarget.VERSION));
        ask(talk, compare("txn/a", CompareResult.EQUAL, CompareTarget.VERSION).setTargetValue(99));
        ask(talk, compare("txn/a", CompareResult.EQUAL, CompareTarget.VERSION).setResultValue(99));
    }

    private static void rangeCompares(Conversation talk) {
        long revision = talk.put("txn/r/a", "1");
        talk.put("txn/r/b", "1");
        talk.put("txn/r/c", "2");
        for (CompareResult result :
                List.of(CompareResult.EQUAL, CompareResult.NOT_EQUAL, CompareResult.GREATER, CompareResult.LESS)) {
            ask(talk, over("txn/r/", result, CompareTarget.VALUE).setValue(bytes("1")));
            ask(talk, over("txn/r/", result, CompareTarget.VALUE).setValue(bytes("3")));
            ask(talk, over("txn/r/", result, CompareTarget.VERSION).setVersion(1));
            ask(talk, over("txn/r/", result, CompareTarget.MOD).setModRevision(revision));
            ask(talk, over("txn/r/", result, CompareTarget.CREATE).setCreateRevision(revision + 3));
            ask(talk, over("txn/none/", result, CompareTarget.VERSION).setVersion(0));
            ask(talk, over("txn/none/", result, CompareTarget.VALUE).setValue(bytes("1")));
        }
        ask(
                talk,
                over("txn/r/", CompareResult.EQUAL, CompareTarget.VALUE)
                        .setValue(bytes("1"))
                        .setRangeEnd(bytes("txn/r/c")));
        ask(
                talk,
                over("txn/r/", CompareResult.EQUAL, CompareTarget.VERSION)
                        .setVersion(1)
                        .setRangeEnd(bytes("\0")));
    }

    private static void leaseCompares(Conversation talk) {
        talk.ask(LEASE_GRANT, LeaseGrantRequest.newBuilder().setID(4711).setTTL(600));
        talk.ask(KV_PUT, put("txn/l", "v").setLease(4711));
        for (CompareResult result :
                List.of(CompareResult.EQUAL, CompareResult.NOT_EQUAL, CompareResult.GREATER, CompareResult.LESS)) {
            ask(talk, compare("txn/l", result, CompareTarget.LEASE).setLease(4711));
            ask(talk, compare("txn/l", result, CompareTarget.LEASE).setLease(0));
        }
        talk.ask(LEASE_REVOKE, LeaseRevokeRequest.newBuilder().setID(4711));
    }

    private static void branches(Conversation talk) {
        long revision = talk.put("txn/b/a", "1");
        TxnRequest.Builder txn = TxnRequest.newBuilder()
                .addCompare(compare("txn/b/a", CompareResult.EQUAL, CompareTarget.VALUE)
                        .setValue(bytes("1")))
                .addSuccess(op(put("txn/b/a", "2").setPrevKv(true)))
                .addSuccess(op(range("txn/b/a")))
                .addSuccess(op(range("txn/b/a").setRevision(revision)))
                .addSuccess(op(put("txn/b/b", "2")))
                .addSuccess(op(prefix("txn/b/").setSortOrder(SortOrder.DESCEND).setLimit(1)))
                .addSuccess(op(delete("txn/b/c").setPrevKv(true)))
                .addFailure(op(delete("txn/b/a").setPrevKv(true)))
                .addFailure(op(prefix("txn/b/")))
                .addFailure(op(prefix("txn/b/").setCountOnly(true)));
        talk.ask(KV_TXN, txn);
        talk.ask(KV_TXN, txn);
        talk.ask(KV_TXN, txn);
        talk.ask(KV_TXN, TxnRequest.getDefaultInstance());
        talk.ask(
                KV_TXN,
                TxnRequest.newBuilder()
                        .addSuccess(op(prefix("txn/b/")))
                        .addSuccess(op(prefix("txn/b/").setSerializable(true))));
        talk.ask(KV_TXN, TxnRequest.newBuilder().addSuccess(op(delete("txn/none"))));
        talk.ask(KV_RANGE, prefix("txn/b/"));
    }

    private static void nested(Conversation talk) {
        talk.put("txn/n/a", "1");
        TxnRequest.Builder inner = TxnRequest.newBuilder()
                .addCompare(compare("txn/n/a", CompareResult.EQUAL, CompareTarget.VALUE)
                        .setValue(bytes("2")))
                .addSuccess(op(put("txn/n/b", "inner saw the outer put")))
                .addFailure(op(put("txn/n/b", "inner saw the state before")))
                .addSuccess(op(prefix("txn/n/")))
                .addFailure(op(prefix("txn/n/")));
        talk.ask(
                KV_TXN,
                TxnRequest.newBuilder()
                        .addSuccess(op(put("txn/n/a", "2")))
                        .addSuccess(op(inner))
                        .addSuccess(op(delete("txn/n/c")))
                        .addSuccess(op(prefix("txn/n/"))));
        talk.ask(KV_RANGE, prefix("txn/n/"));
        talk.ask(
                KV_TXN,
                TxnRequest.newBuilder().addSuccess(op(TxnRequest.newBuilder().addSuccess(op(inner)))));
        talk.ask(KV_TXN, TxnRequest.newBuilder().addSuccess(op(TxnRequest.newBuilder())));
        talk.ask(
                KV_TXN,
                TxnRequest.newBuilder()
                        .addSuccess(op(TxnRequest.newBuilder()
                                .addSuccess(op(put("txn/n/d", "1")))
                                .addFailure(op(put("txn/n/d", "2"))))));
    }

    private static void duplicates(Conversation talk) {
        askOps(talk, op(put("txn/d", "1")), op(put("txn/d", "2")));
        askOps(talk, op(put("txn/d", "1")), op(delete("txn/d")));
        askOps(talk, op(delete("txn/d")), op(put("txn/d", "1")));
        askOps(talk, op(delete("txn/").setRangeEnd(bytes("txn0"))), op(put("txn/d", "1")));
        askOps(talk, op(delete("txn/d")), op(delete("txn/d")));
        askOps(talk, op(put("txn/d", "1")), op(TxnRequest.newBuilder().addSuccess(op(put("txn/d", "2")))));
        askOps(talk, op(put("txn/d", "1")), op(TxnRequest.newBuilder().addFailure(op(delete("txn/d")))));
        askOps(
                talk,
                op(TxnRequest.newBuilder().addSuccess(op(put("txn/d", "1")))),
                op(TxnRequest.newBuilder().addFailure(op(put("txn/d", "2")))));
        askOps(
                talk,
                op(TxnRequest.newBuilder().addSuccess(op(put("txn/d", "1"))).addFailure(op(put("txn/d", "2")))));
        askOps(talk, op(put("txn/d", "1")), op(range("txn/d")), op(range("txn/d")));
    }

    private static void refused(Conversation talk) {
        askOps(talk, RequestOp.newBuilder());
        askOps(talk, op(put("", "1")));
        askOps(talk, op(range("")));
        askOps(talk, op(delete("")));
        askOps(talk, op(put("txn/x", "1").setIgnoreValue(true)));
        askOps(talk, op(put("txn/x", "").setIgnoreValue(true)));
        askOps(talk, op(put("txn/y", "1")), op(put("txn/x", "").setIgnoreLease(true)));
        askOps(talk, op(put("txn/y", "1")), op(put("txn/x", "1").setLease(99)));
        askOps(talk, op(put("txn/y", "1")), op(range("txn/y").setRevision(1_000_000)));
        askOps(talk, op(put("txn/y", "1")), op(range("txn/y").setRevision(1)));
        talk.ask(KV_RANGE, range("txn/y"));
        TxnRequest.Builder many = TxnRequest.newBuilder();
        for (int i = 0; i < 128; i++) {
            many.addCompare(compare("txn/many", CompareResult.EQUAL, CompareTarget.VERSION)
                    .setVersion(0));
        }
        talk.ask(KV_TXN, many);
        talk.ask(KV_TXN, many.addCompare(many.getCompare(0)));
        TxnRequest.Builder failures = TxnRequest.newBuilder();
        for (int i = 0; i < 129; i++) {
            failures.addFailure(op(range("txn/many")));
        }
        talk.ask(KV_TXN, failures);
        talk.ask(KV_TXN, TxnRequest.newBuilder().addSuccess(op(failures)));
    }

    /** A transaction with one condition and nothing to do: the answer says whether it holds. */
    private static void ask(Conversation talk, Compare.Builder compare) {
        talk.ask(KV_TXN, TxnRequest.newBuilder().addCompare(compare));
    }

    private static void askOps(Conversation talk, RequestOp.Builder... operations) {
        TxnRequest.Builder txn = TxnRequest.newBuilder();
        for (RequestOp.Builder operation : operations) {
            txn.addSuccess(operation);
        }
        talk.ask(KV_TXN, txn);
    }

    private static Compare.Builder compare(String key, CompareResult result, CompareTarget target) {
        return Compare.newBuilder().setKey(bytes(key)).setResult(result).setTarget(target);
    }

    private static Compare.Builder over(String prefix, CompareResult result, CompareTarget target) {
        return compare(prefix, result, target).setRangeEnd(bytes(prefix.substring(0, prefix.length() - 1) + "0"));
    }

    private static RequestOp.Builder op(PutRequest.Builder request) {
        return RequestOp.newBuilder().setRequestPut(request);
    }

    private static RequestOp.Builder op(RangeRequest.Builder request) {
        return RequestOp.newBuilder().setRequestRange(request);
    }

    private static RequestOp.Builder op(DeleteRangeRequest.Builder request) {
        return RequestOp.newBuilder().setRequestDeleteRange(request);
    }

    private static RequestOp.Builder op(TxnRequest.Builder request) {
        return RequestOp.newBuilder().setRequestTxn(request);
    }
}
