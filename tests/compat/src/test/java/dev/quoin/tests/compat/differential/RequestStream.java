package dev.quoin.tests.compat.differential;

import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.CompactionRequest;

/** Steps over the whole API, drawn from a seed and from how far the store has come. */
final class RequestStream {

    private final Dice dice;
    private final KvRequests kv;
    private final TxnRequests txn;
    private final LeaseRequests leases;
    private final WatchRequests watches;
    private final ServerRequests server;
    private final AuthRequests auth;
    private final LockRequests locks;

    /** What was compacted last, as far as it is known here; etcd begins with -1. */
    private long compacted = -1;

    RequestStream(long seed) {
        dice = new Dice(seed);
        kv = new KvRequests(dice);
        txn = new TxnRequests(dice, kv);
        leases = new LeaseRequests(dice);
        watches = new WatchRequests(dice);
        server = new ServerRequests(dice);
        auth = new AuthRequests(dice);
        locks = new LockRequests(dice);
    }

    Step next(long head) {
        int roll = dice.below(1000);
        if (roll < 250) {
            return Step.call(EtcdMethods.KV_PUT, kv.put(), head);
        } else if (roll < 330) {
            return Step.call(EtcdMethods.KV_DELETE_RANGE, kv.delete(), head);
        } else if (roll < 480) {
            return Step.call(EtcdMethods.KV_TXN, txn.txn(head), head);
        } else if (roll < 600) {
            return Step.call(EtcdMethods.KV_RANGE, kv.range(head), head);
        } else if (roll < 640) {
            return Step.of(Step.Kind.COLLECT, EtcdMethods.KV_RANGE_STREAM, kv.range(head), head);
        } else if (roll < 665) {
            return compaction(head);
        } else if (roll < 750) {
            return leases.next(head);
        } else if (roll < 753) {
            return leases.ending(head);
        } else if (roll < 870) {
            return watches.next(head, compacted);
        } else if (roll < 930) {
            return server.next(head);
        }
        return roll < 965 ? auth.next(head) : locks.next(head);
    }

    private Step compaction(long head) {
        CompactionRequest request = kv.compaction(head);
        compacted = request.getRevision() <= head ? Math.max(compacted, request.getRevision()) : compacted;
        return Step.call(EtcdMethods.KV_COMPACT, request, head);
    }
}
