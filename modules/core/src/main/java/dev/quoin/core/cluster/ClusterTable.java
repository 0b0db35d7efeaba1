package dev.quoin.core.cluster;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.quoin.api.consensus.Membership;
import dev.quoin.api.storage.Cursor;
import dev.quoin.api.storage.ReadView;
import dev.quoin.api.storage.StorageException;
import dev.quoin.api.storage.WriteTxn;
import dev.quoin.core.store.Keys;
import dev.quoin.core.store.Tables;
import dev.quoin.protocol.raft.ConfState;
import dev.quoin.protocol.rpc.Member;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is stored of the cluster: the members as the API shows them, the consensus configuration, and the cluster's version. */
public final class ClusterTable {
    private static final byte[] CONFIGURATION = "configuration".getBytes(US_ASCII);
    private static final byte[] VERSION = "cluster_version".getBytes(US_ASCII);
    private static final byte[] REMOVED = "removed_members".getBytes(US_ASCII);

    private ClusterTable() {}

    /** All members, by their ids as unsigned numbers. */
    public static List<Member> members(ReadView view) {
        List<Member> members = new ArrayList<>();
        try (Cursor rows = view.cursor(Tables.MEMBER, null, null)) {
            for (boolean on = rows.first(); on; on = rows.next()) {
                members.add(parse(rows.value()));
            }
        }
        return members;
    }

    /** A member, or null. */
    public static @Nullable Member member(ReadView view, long id) {
        ByteBuffer found = view.get(Tables.MEMBER, Keys.ofLong(id));
        return found == null ? null : parse(found);
    }

    private static Member parse(ByteBuffer row) {
        try {
            return Member.parseFrom(row);
        } catch (InvalidProtocolBufferException e) {
            throw damaged("member", e);
        }
    }

    /** Writes a member. */
    public static void put(WriteTxn txn, Member member) {
        txn.put(Tables.MEMBER, Keys.ofLong(member.getID()), member.toByteArray());
    }

    /** Removes a member; that it was one is remembered. */
    public static void remove(WriteTxn txn, long id) {
        byte[] key = Keys.ofLong(id);
        ByteBuffer before = txn.get(Tables.META, REMOVED);
        int length = before == null ? 0 : before.remaining();
        ByteBuffer all = ByteBuffer.allocate(length + key.length);
        if (before != null) {
            all.put(before.duplicate());
        }
        txn.delete(Tables.MEMBER, key);
        txn.put(Tables.META, REMOVED, all.put(key).array());
    }

    /** Those that were members once, in the order in which they were removed. Their ids are never given again. */
    public static List<Long> removed(ReadView view) {
        ByteBuffer found = view.get(Tables.META, REMOVED);
        List<Long> ids = new ArrayList<>();
        if (found != null) {
            for (ByteBuffer rest = found.duplicate(); rest.remaining() >= Long.BYTES; ) {
                ids.add(rest.getLong());
            }
        }
        return ids;
    }

    /** The consensus configuration as of the last applied entry. */
    public static Membership configuration(ReadView view) {
        ByteBuffer found = view.get(Tables.META, CONFIGURATION);
        if (found == null) {
            return Membership.empty();
        }
        try {
            ConfState state = ConfState.parseFrom(found);
            return new Membership(
                    new HashSet<>(state.getVotersList()),
                    new HashSet<>(state.getLearnersList()),
                    new HashSet<>(state.getVotersOutgoingList()),
                    new HashSet<>(state.getLearnersNextList()),
                    state.getAutoLeave());
        } catch (InvalidProtocolBufferException e) {
            throw damaged("configuration", e);
        }
    }

    /** Writes the consensus configuration. */
    public static void configuration(WriteTxn txn, Membership membership) {
        ConfState state = ConfState.newBuilder()
                .addAllVoters(membership.voters().stream().sorted().toList())
                .addAllLearners(membership.learners().stream().sorted().toList())
                .addAllVotersOutgoing(
                        membership.outgoingVoters().stream().sorted().toList())
                .addAllLearnersNext(membership.nextLearners().stream().sorted().toList())
                .setAutoLeave(membership.autoLeave())
                .build();
        txn.put(Tables.META, CONFIGURATION, state.toByteArray());
    }

    /** The version that all members understand, or null before one was agreed on. */
    public static @Nullable String version(ReadView view) {
        ByteBuffer found = view.get(Tables.META, VERSION);
        return found == null ? null : US_ASCII.decode(found).toString();
    }

    /** Writes the version that all members understand. */
    public static void version(WriteTxn txn, String version) {
        txn.put(Tables.META, VERSION, version.getBytes(US_ASCII));
    }

    private static StorageException damaged(String what, InvalidProtocolBufferException cause) {
        return new StorageException(StorageException.Kind.CORRUPT, "a stored " + what + " can not be read", cause);
    }
}
