package dev.quoin.core.apply;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.quoin.core.answer.ResponseHeaders;
import dev.quoin.core.auth.change.AuthOperations;
import dev.quoin.core.auth.rules.Access;
import dev.quoin.core.auth.rules.KeysOfLease;
import dev.quoin.core.auth.rules.RequestRules;
import dev.quoin.core.auth.state.LiveRules;
import dev.quoin.core.cluster.AlarmGate;
import dev.quoin.core.cluster.Alarms;
import dev.quoin.core.cluster.ClusterTable;
import dev.quoin.core.kv.KeyWrites;
import dev.quoin.core.kv.KvCounts;
import dev.quoin.core.kv.PutCommand;
import dev.quoin.core.kv.TxnDecoding;
import dev.quoin.core.kv.TxnExecution;
import dev.quoin.core.lease.LeaseTable;
import dev.quoin.core.lease.LeaseWrites;
import dev.quoin.core.propose.Envelope;
import dev.quoin.core.store.KeyRange;
import dev.quoin.core.store.Keys;
import dev.quoin.core.store.LeaseKeys;
import dev.quoin.core.store.Store;
import dev.quoin.core.store.StoreTxn;
import dev.quoin.core.store.StoreView;
import dev.quoin.protocol.internal.InternalRaftRequest;
import dev.quoin.protocol.membership.ClusterMemberAttrSetRequest;
import dev.quoin.protocol.membership.ClusterVersionSetRequest;
import dev.quoin.protocol.rpc.AlarmRequest;
import dev.quoin.protocol.rpc.CompactionRequest;
import dev.quoin.protocol.rpc.CompactionResponse;
import dev.quoin.protocol.rpc.DeleteRangeRequest;
import dev.quoin.protocol.rpc.LeaseCheckpointRequest;
import dev.quoin.protocol.rpc.LeaseCheckpointResponse;
import dev.quoin.protocol.rpc.LeaseGrantRequest;
import dev.quoin.protocol.rpc.LeaseGrantResponse;
import dev.quoin.protocol.rpc.LeaseRevokeRequest;
import dev.quoin.protocol.rpc.LeaseRevokeResponse;
import dev.quoin.protocol.rpc.Member;
import dev.quoin.protocol.rpc.TxnRequest;
import java.nio.ByteBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What each operation of the log does. Every method carries one out in a batch and encodes the response. Used by the apply thread. */
public final class Operations {
    private static final Logger LOG = LoggerFactory.getLogger(Operations.class);

    private final ResponseHeaders headers;
    private final LeaseWrites leases;
    private final Alarms alarms;
    private final Store store;
    private final LiveRules rules;
    private final AuthOperations auth;
    private AlarmGate capacity;
    private final KeyWrites keys;
    private final KvCounts counts;
    private final PutCommand put = new PutCommand();

    /** With what operations act on beside the batch. */
    public Operations(
            Store store,
            ResponseHeaders headers,
            LeaseWrites leases,
            KvCounts counts,
            LiveRules rules,
            AuthOperations auth) {
        this.counts = counts;
        this.keys = new KeyWrites((view, lease) -> LeaseTable.find(view.backend(), lease) != null, counts);
        this.rules = rules;
        this.auth = auth;
        this.headers = headers;
        this.leases = leases;
        this.alarms = new Alarms(headers);
        this.store = store;
        this.capacity = AlarmGate.of(store);
    }

    /** What is kept in memory of the state is read anew. */
    void stateReplaced() {
        capacity = AlarmGate.of(store);
        try (StoreView view = store.openView()) {
            rules.reload(view.backend());
        }
    }

    /**
     * Carries an operation out.
     *
     * @param asked the operation and who asked for it, as the log has them
     * @param index the entry's index in the log
     * @throws dev.quoin.core.answer.RequestException when it is answered with an error; it has changed nothing then
     */
    byte[] run(StoreTxn txn, Envelope asked, long index) {
        ByteBuffer request = asked.content();
        Access access = new Access(rules.now(), asked.asker());
        try {
            return switch (asked.operation()) {
                case InternalRaftRequest.PUT_FIELD_NUMBER -> put(txn, access, request);
                case InternalRaftRequest.TXN_FIELD_NUMBER -> txn(txn, access, TxnDecoding.parse(request));
                case InternalRaftRequest.DELETE_RANGE_FIELD_NUMBER ->
                    delete(txn, access, DeleteRangeRequest.parseFrom(request));
                case InternalRaftRequest.COMPACTION_FIELD_NUMBER -> compact(txn, CompactionRequest.parseFrom(request));
                case InternalRaftRequest.LEASE_GRANT_FIELD_NUMBER -> grant(txn, LeaseGrantRequest.parseFrom(request));
                case InternalRaftRequest.LEASE_REVOKE_FIELD_NUMBER ->
                    revoke(txn, access, LeaseRevokeRequest.parseFrom(request));
                case InternalRaftRequest.LEASE_CHECKPOINT_FIELD_NUMBER ->
                    checkpoint(txn, LeaseCheckpointRequest.parseFrom(request));
                case InternalRaftRequest.ALARM_FIELD_NUMBER -> alarm(txn, AlarmRequest.parseFrom(request));
                case InternalRaftRequest.CLUSTER_MEMBER_ATTR_SET_FIELD_NUMBER ->
                    setAttributes(txn, ClusterMemberAttrSetRequest.parseFrom(request));
                case InternalRaftRequest.CLUSTER_VERSION_SET_FIELD_NUMBER ->
                    setVersion(txn, ClusterVersionSetRequest.parseFrom(request));
                default ->
                    AuthOperations.isOne(asked.operation())
                            ? auth.run(txn, asked.operation(), request, asked.asker(), index)
                            : unknown(asked.operation());
            };
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a committed request can not be decoded", e);
        }
    }

    private byte[] put(StoreTxn txn, Access access, ByteBuffer request) {
        capacity.requireSound();
        capacity.require();
        put.read(request);
        if (rules.now().enabled()) {
            RequestRules.put(access, put.key(), put.lease(), put.prevKv(), keysIn(txn));
        }
        keys.check(txn, put);
        byte[] previous = keys.put(txn, put);
        return KeyWrites.putResponse(headers.encode(txn.revision()), put, previous);
    }

    private static KeysOfLease keysIn(StoreTxn txn) {
        return lease -> LeaseKeys.of(txn.backend(), lease);
    }

    private byte[] delete(StoreTxn txn, Access access, DeleteRangeRequest request) {
        capacity.requireSound();
        KeyRange range = KeyRange.of(
                request.getKey().toByteArray(), request.getRangeEnd().toByteArray());
        RequestRules.delete(access, range, request.getPrevKv());
        var deleted = keys.deleteRange(txn, range);
        return KeyWrites.deleteResponse(headers.encode(txn.revision()), deleted, request.getPrevKv());
    }

    private byte[] txn(StoreTxn txn, Access access, TxnRequest request) {
        capacity.requireSound();
        capacity.requireFor(request);
        if (rules.now().enabled()) {
            RequestRules.txn(access, request, keysIn(txn));
        }
        counts.txns.increment();
        return TxnExecution.in(txn, keys, request).run(headers::encode);
    }

    private byte[] compact(StoreTxn txn, CompactionRequest request) {
        capacity.requireSound();
        txn.compact(request.getRevision());
        return CompactionResponse.newBuilder()
                .setHeader(headers.message(txn.revision()))
                .build()
                .toByteArray();
    }

    private byte[] grant(StoreTxn txn, LeaseGrantRequest request) {
        capacity.requireSound();
        capacity.require();
        long ttl = leases.grant(txn, request.getID(), request.getTTL());
        return LeaseGrantResponse.newBuilder()
                .setHeader(headers.message(txn.revision()))
                .setID(request.getID())
                .setTTL(ttl)
                .build()
                .toByteArray();
    }

    private byte[] revoke(StoreTxn txn, Access access, LeaseRevokeRequest request) {
        capacity.requireSound();
        RequestRules.lease(access, request.getID(), keysIn(txn));
        leases.revoke(txn, request.getID());
        return LeaseRevokeResponse.newBuilder()
                .setHeader(headers.message(txn.revision()))
                .build()
                .toByteArray();
    }

    private byte[] checkpoint(StoreTxn txn, LeaseCheckpointRequest request) {
        request.getCheckpointsList().forEach(c -> leases.checkpoint(txn, c.getID(), c.getRemainingTTL()));
        return LeaseCheckpointResponse.newBuilder()
                .setHeader(headers.message(txn.revision()))
                .build()
                .toByteArray();
    }

    private byte[] alarm(StoreTxn txn, AlarmRequest request) {
        byte[] response = alarms.apply(txn, request);
        capacity.look(txn);
        return response;
    }

    private static byte[] setAttributes(StoreTxn txn, ClusterMemberAttrSetRequest request) {
        Member member = ClusterTable.member(txn.backend(), request.getMemberID());
        if (member != null) {
            ClusterTable.put(
                    txn.tables(),
                    member.toBuilder()
                            .setName(request.getMemberAttributes().getName())
                            .clearClientURLs()
                            .addAllClientURLs(request.getMemberAttributes().getClientUrlsList())
                            .build());
        }
        return Keys.EMPTY;
    }

    private static byte[] setVersion(StoreTxn txn, ClusterVersionSetRequest request) {
        ClusterTable.version(txn.tables(), request.getVer());
        return Keys.EMPTY;
    }

    private static byte[] unknown(int operation) {
        LOG.error("an entry of the log holds an operation that this version does not know: field {}", operation);
        return Keys.EMPTY;
    }
}
