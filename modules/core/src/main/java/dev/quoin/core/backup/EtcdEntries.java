package dev.quoin.core.backup;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.quoin.api.consensus.LoggedEntry;
import dev.quoin.protocol.internal.InternalRaftRequest;
import dev.quoin.protocol.raft.ConfChange;
import dev.quoin.protocol.raft.ConfChangeType;
import dev.quoin.protocol.raft.ConfChangeV2;
import dev.quoin.protocol.raft.Entry;
import dev.quoin.protocol.raft.EntryType;
import dev.quoin.protocol.rpc.Member;

/**
 * Entries of the log as etcd writes them and as Quoin does. Requests are the same in both. What goes with a change of a member is
 * JSON in etcd, an encoded member here; and an etcd before 3.6 has requests of its version 2 for two things.
 */
final class EtcdEntries {
    private EtcdEntries() {}

    /**
     * Reads an entry of etcd.
     *
     * @throws IllegalArgumentException naming the entry that can not be decoded
     */
    static LoggedEntry fromEtcd(Entry entry) {
        try {
            byte[] data = switch (entry.getType()) {
                case EntryNormal -> V2Requests.modern(entry.getData()).toByteArray();
                case EntryConfChange ->
                    fromEtcd(ConfChange.parseFrom(entry.getData())).toByteArray();
                case EntryConfChangeV2 ->
                    fromEtcd(ConfChangeV2.parseFrom(entry.getData())).toByteArray();
            };
            return new LoggedEntry(
                    entry.getIndex(), entry.getTerm(), entry.getType().getNumber(), data);
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "entry " + entry.getIndex() + " of the log can not be decoded: " + e.getMessage(), e);
        }
    }

    private static ConfChange fromEtcd(ConfChange change) {
        return change.toBuilder()
                .setContext(contextFromEtcd(change.getNodeId(), change.getContext()))
                .build();
    }

    private static ConfChangeV2 fromEtcd(ConfChangeV2 change) {
        if (change.getChangesCount() == 0) {
            return change;
        }
        long first = change.getChanges(0).getNodeId();
        return change.toBuilder()
                .setContext(contextFromEtcd(first, change.getContext()))
                .build();
    }

    /** A learner becomes a voter by an addition without context. */
    private static ByteString contextFromEtcd(long id, ByteString json) {
        return json.isEmpty() || EtcdJson.promotes(json.toByteArray())
                ? ByteString.EMPTY
                : EtcdJson.member(id, json.toByteArray()).toBuilder()
                        .clearName()
                        .build()
                        .toByteString();
    }

    /**
     * Writes an entry for etcd.
     *
     * @param version which no change of the cluster's version may exceed
     */
    static Entry toEtcd(LoggedEntry entry, String version) {
        try {
            ByteString data = switch (entry.type()) {
                case LoggedEntry.COMMAND -> request(entry.data(), version);
                case LoggedEntry.MEMBER_CHANGE ->
                    toEtcd(ConfChange.parseFrom(entry.data())).toByteString();
                default -> toEtcd(ConfChangeV2.parseFrom(entry.data())).toByteString();
            };
            return Entry.newBuilder()
                    .setType(EntryType.forNumber(entry.type()))
                    .setIndex(entry.index())
                    .setTerm(entry.term())
                    .setData(data)
                    .build();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("entry " + entry.index() + " of the log can not be decoded", e);
        }
    }

    private static ByteString request(byte[] command, String version) throws InvalidProtocolBufferException {
        InternalRaftRequest request = InternalRaftRequest.parseFrom(command);
        if (!request.hasClusterVersionSet()
                || !Versions.isAbove(request.getClusterVersionSet().getVer(), version)) {
            return ByteString.copyFrom(command);
        }
        InternalRaftRequest.Builder lower = request.toBuilder();
        lower.getClusterVersionSetBuilder().setVer(version);
        return lower.build().toByteString();
    }

    private static ConfChange toEtcd(ConfChange change) throws InvalidProtocolBufferException {
        return change.toBuilder()
                .setContext(contextToEtcd(change.getType(), change.getNodeId(), change.getContext()))
                .build();
    }

    private static ConfChangeV2 toEtcd(ConfChangeV2 change) throws InvalidProtocolBufferException {
        if (change.getChangesCount() == 0) {
            return change;
        }
        ConfChangeType type = change.getChanges(0).getType();
        return change.toBuilder()
                .setContext(contextToEtcd(type, change.getChanges(0).getNodeId(), change.getContext()))
                .build();
    }

    private static ByteString contextToEtcd(ConfChangeType type, long id, ByteString context)
            throws InvalidProtocolBufferException {
        if (type == ConfChangeType.ConfChangeRemoveNode) {
            return ByteString.EMPTY;
        }
        boolean promotes = context.isEmpty() && type == ConfChangeType.ConfChangeAddNode;
        Member member = Member.parseFrom(context).toBuilder()
                .setID(id)
                .setIsLearner(type == ConfChangeType.ConfChangeAddLearnerNode)
                .build();
        return ByteString.copyFrom(EtcdJson.memberChange(member, promotes));
    }
}
