package dev.quoin.core.backup;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.quoin.api.consensus.LoggedEntry;
import dev.quoin.api.consensus.LoggedEntry.Kind;
import dev.quoin.api.consensus.MemberChange;
import dev.quoin.protocol.internal.InternalRaftRequest;
import dev.quoin.protocol.raft.ConfChange;
import dev.quoin.protocol.raft.ConfChangeType;
import dev.quoin.protocol.raft.ConfChangeV2;
import dev.quoin.protocol.raft.Entry;
import dev.quoin.protocol.raft.EntryType;
import dev.quoin.protocol.rpc.Member;
import java.util.List;

/**
 * Entries of the log as etcd writes them and as Quoin does. Requests are the same in both. What goes with a change of a
 * member is JSON in etcd, an encoded member here; and an etcd before 3.6 has requests of its version 2 for two things.
 */
final class EtcdEntries {
    private static final byte[] NO_DATA = new byte[0];

    private EtcdEntries() {}

    /**
     * Reads an entry of etcd.
     *
     * @throws IllegalArgumentException naming the entry that can not be decoded
     */
    static LoggedEntry fromEtcd(Entry entry) {
        try {
            return switch (entry.getType()) {
                case EntryNormal ->
                    logged(
                            entry,
                            Kind.COMMAND,
                            List.of(),
                            V2Requests.modern(entry.getData()).toByteArray());
                case EntryConfChange -> {
                    ConfChange change = ConfChange.parseFrom(entry.getData());
                    yield changes(entry, List.of(fromEtcd(change.getType(), change.getNodeId(), change.getContext())));
                }
                case EntryConfChangeV2 -> changes(entry, fromEtcd(ConfChangeV2.parseFrom(entry.getData())));
            };
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "entry " + entry.getIndex() + " of the log can not be decoded: " + e.getMessage(), e);
        }
    }

    private static LoggedEntry changes(Entry entry, List<MemberChange> changes) {
        return logged(entry, Kind.MEMBER_CHANGES, changes, NO_DATA);
    }

    private static LoggedEntry logged(Entry entry, Kind kind, List<MemberChange> changes, byte[] data) {
        return new LoggedEntry(entry.getIndex(), entry.getTerm(), kind, changes, data);
    }

    /** All changes of one entry carry the context of the first. No change at all ends a joint configuration. */
    private static List<MemberChange> fromEtcd(ConfChangeV2 change) {
        return change.getChangesList().stream()
                .map(single -> fromEtcd(single.getType(), single.getNodeId(), change.getContext()))
                .toList();
    }

    private static MemberChange fromEtcd(ConfChangeType type, long id, ByteString context) {
        MemberChange.Kind kind = switch (type) {
            case ConfChangeAddNode -> MemberChange.Kind.ADD_VOTER;
            case ConfChangeAddLearnerNode -> MemberChange.Kind.ADD_LEARNER;
            case ConfChangeRemoveNode -> MemberChange.Kind.REMOVE;
            case ConfChangeUpdateNode -> MemberChange.Kind.UPDATE;
        };
        return new MemberChange(kind, id, contextFromEtcd(id, context).toByteArray());
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
            boolean command = entry.kind() == Kind.COMMAND;
            boolean single = entry.changes().size() == 1;
            return Entry.newBuilder()
                    .setType(
                            command
                                    ? EntryType.EntryNormal
                                    : single ? EntryType.EntryConfChange : EntryType.EntryConfChangeV2)
                    .setIndex(entry.index())
                    .setTerm(entry.term())
                    .setData(command ? request(entry.data(), version) : changes(entry.changes()))
                    .build();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("entry " + entry.index() + " of the log can not be decoded", e);
        }
    }

    private static ByteString changes(List<MemberChange> changes) throws InvalidProtocolBufferException {
        if (changes.size() == 1) {
            MemberChange change = changes.getFirst();
            return ConfChange.newBuilder()
                    .setType(type(change))
                    .setNodeId(change.memberId())
                    .setContext(contextToEtcd(change))
                    .build()
                    .toByteString();
        }
        ConfChangeV2.Builder all = ConfChangeV2.newBuilder();
        if (!changes.isEmpty()) {
            all.setContext(contextToEtcd(changes.getFirst()));
        }
        changes.forEach(change -> all.addChangesBuilder().setType(type(change)).setNodeId(change.memberId()));
        return all.build().toByteString();
    }

    private static ConfChangeType type(MemberChange change) {
        return switch (change.kind()) {
            case ADD_VOTER -> ConfChangeType.ConfChangeAddNode;
            case ADD_LEARNER -> ConfChangeType.ConfChangeAddLearnerNode;
            case REMOVE -> ConfChangeType.ConfChangeRemoveNode;
            case UPDATE -> ConfChangeType.ConfChangeUpdateNode;
        };
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

    private static ByteString contextToEtcd(MemberChange change) throws InvalidProtocolBufferException {
        if (change.kind() == MemberChange.Kind.REMOVE) {
            return ByteString.EMPTY;
        }
        boolean promotes = change.context().length == 0 && change.kind() == MemberChange.Kind.ADD_VOTER;
        Member member = Member.parseFrom(change.context()).toBuilder()
                .setID(change.memberId())
                .setIsLearner(change.kind() == MemberChange.Kind.ADD_LEARNER)
                .build();
        return ByteString.copyFrom(EtcdJson.memberChange(member, promotes));
    }
}
