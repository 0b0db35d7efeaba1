package dev.quoin.core.backup;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.quoin.api.consensus.Membership;
import dev.quoin.api.storage.StorageBackend;
import dev.quoin.api.storage.Table;
import dev.quoin.api.storage.WriteTxn;
import dev.quoin.core.cluster.Alarms;
import dev.quoin.core.cluster.ClusterTable;
import dev.quoin.core.store.Keys;
import dev.quoin.core.store.KvRecord;
import dev.quoin.core.store.RevisionLoader;
import dev.quoin.core.store.Tables;
import dev.quoin.protocol.auth.Role;
import dev.quoin.protocol.auth.User;
import dev.quoin.protocol.rpc.AlarmMember;
import dev.quoin.protocol.rpc.Member;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Fills an empty storage backend from a database of etcd, row by row, in memory for a few of them. Used by one thread.
 */
public final class Restorer {
    private final EtcdFile file;
    private final RevisionLoader loader;
    private final LongConsumer progress;
    private long readBytes;

    private Restorer(EtcdFile file, StorageBackend backend, LongConsumer progress) {
        this.file = file;
        this.loader = new RevisionLoader(backend);
        this.progress = progress;
    }

    /**
     * What the filled store is to be.
     *
     * @param index the last entry of the log that counts as applied
     * @param term of that entry
     * @param bumpRevision by how much the present revision is raised; with more than 0 all of history counts as
     *     compacted
     * @param members who the members are, or null for those of the file
     */
    public record Target(
            long index,
            long term,
            long bumpRevision,
            @Nullable List<Member> members) {}

    /**
     * Fills a backend.
     *
     * @param progress gets the number of bytes read so far, every now and then
     * @throws IOException naming the file, the page or the row that is not as expected
     */
    public static void run(EtcdFile file, StorageBackend backend, Target target, LongConsumer progress)
            throws IOException {
        Restorer restorer = new Restorer(file, backend, progress);
        try (RevisionLoader loader = restorer.loader) {
            restorer.keys();
            file.rows(EtcdBuckets.LEASE, restorer::lease);
            file.rows(EtcdBuckets.ALARM, restorer::alarm);
            file.rows(EtcdBuckets.CLUSTER, restorer::cluster);
            file.rows(EtcdBuckets.AUTH, restorer.copy(Tables.AUTH));
            file.rows(EtcdBuckets.AUTH_USERS, restorer::user);
            file.rows(EtcdBuckets.AUTH_ROLES, restorer::role);
            restorer.members(target);
            loader.finish(restorer.end(target));
        }
    }

    private void keys() throws IOException {
        file.rows(EtcdBuckets.KEY, (key, value) -> {
            RevisionKey revision = RevisionKey.read(key);
            if (revision.tombstone()) {
                loader.delete(revision.main(), (int) revision.sub(), tombstoneKey(value));
            } else if (value.hasRemaining()) {
                loader.set(revision.main(), (int) revision.sub(), value);
            } else {
                // Left by a restore that raised the revision: it stands for no key.
                loader.pass(revision.main());
            }
            count(key, value);
        });
    }

    private static byte[] tombstoneKey(ByteBuffer value) {
        byte[] key = KvRecord.keyOf(value);
        if (key.length == 0) {
            throw new IllegalArgumentException("the deletion names no key, expected one");
        }
        return key;
    }

    private void count(ByteBuffer key, ByteBuffer value) {
        readBytes += key.remaining() + value.remaining();
        progress.accept(readBytes);
    }

    private void put(Table table, ByteBuffer key, byte[] value) {
        loader.rows(key.remaining() + value.length).put(table, Keys.copy(key), value);
    }

    private void lease(ByteBuffer key, ByteBuffer value) {
        if (key.remaining() != Long.BYTES) {
            throw new IllegalArgumentException("lease id has " + key.remaining() + " bytes, expected 8");
        }
        put(Tables.LEASE, key, LeaseCodec.fromEtcd(key.getLong(key.position()), value));
        count(key, value);
    }

    private void alarm(ByteBuffer key, ByteBuffer value) {
        AlarmMember alarm = parsed("an alarm", () -> AlarmMember.parseFrom(key.duplicate()));
        byte[] row = Alarms.row(alarm);
        loader.rows(row.length).put(Tables.ALARM, row, Keys.EMPTY);
    }

    private void cluster(ByteBuffer key, ByteBuffer value) {
        if (key.equals(ByteBuffer.wrap(EtcdBuckets.CLUSTER_VERSION))) {
            String version = US_ASCII.decode(value.duplicate()).toString();
            if (!version.matches("[0-9]{1,9}\\.[0-9]{1,9}\\.[0-9]{1,9}.*")) {
                throw new IllegalArgumentException("is no version, expected one like 3.7.0");
            }
            ClusterTable.version(loader.rows(version.length()), version);
        }
    }

    private EtcdFile.RowReader copy(Table table) {
        return (key, value) -> put(table, key, Keys.copy(value));
    }

    private void user(ByteBuffer key, ByteBuffer value) {
        User user = parsed("a user", () -> User.parseFrom(value.duplicate()));
        requireName(key, user.getName().asReadOnlyByteBuffer());
        put(Tables.AUTH_USER, key, Keys.copy(value));
    }

    private void role(ByteBuffer key, ByteBuffer value) {
        Role role = parsed("a role", () -> Role.parseFrom(value.duplicate()));
        requireName(key, role.getName().asReadOnlyByteBuffer());
        put(Tables.AUTH_ROLE, key, Keys.copy(value));
    }

    private static void requireName(ByteBuffer key, ByteBuffer name) {
        if (!key.equals(name)) {
            throw new IllegalArgumentException("says that its name is another, expected that of its key");
        }
    }

    private interface Parsing<T> {
        T parse() throws InvalidProtocolBufferException;
    }

    private static <T> T parsed(String what, Parsing<T> parsing) {
        try {
            return parsing.parse();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("can not be decoded, expected " + what, e);
        }
    }

    private void members(Target target) throws IOException {
        List<Member> members = target.members();
        if (members == null) {
            members = new ArrayList<>();
            List<Member> found = members;
            file.rows(EtcdBuckets.MEMBERS, (key, value) -> found.add(EtcdJson.member(id(key), Keys.copy(value))));
            file.rows(EtcdBuckets.MEMBERS_REMOVED, (key, value) -> removed(id(key)));
        }
        for (Member member : members) {
            ClusterTable.put(loader.rows(member.getSerializedSize()), member);
        }
        ClusterTable.configuration(loader.rows(0), configuration(target, members));
    }

    private void removed(long id) {
        WriteTxn txn = loader.rows(Long.BYTES);
        ClusterTable.remove(txn, id);
    }

    private static long id(ByteBuffer key) {
        String text = UTF_8.decode(key.duplicate()).toString();
        try {
            return Long.parseUnsignedLong(text, 16);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("is no member id, expected up to 16 hexadecimal digits", e);
        }
    }

    /** As stored; before etcd 3.5 it follows from the members. */
    private Membership configuration(Target target, List<Member> members) throws IOException {
        byte[] stored = target.members() == null ? file.confState() : null;
        if (stored != null) {
            try {
                return EtcdJson.configuration(stored);
            } catch (IllegalArgumentException e) {
                throw file.damaged(
                        EtcdBuckets.META, ByteBuffer.wrap(EtcdBuckets.CONF_STATE), String.valueOf(e.getMessage()));
            }
        }
        Set<Long> voters = new HashSet<>();
        Set<Long> learners = new HashSet<>();
        members.forEach(member -> (member.getIsLearner() ? learners : voters).add(member.getID()));
        return new Membership(voters, learners, Set.of(), Set.of(), false);
    }

    private RevisionLoader.End end(Target target) throws IOException {
        Long compacted = file.compacted();
        Long done = file.compactedDone();
        long revision = Math.max(loader.revision(), compacted == null ? 0 : compacted);
        if (target.bumpRevision() > 0) {
            revision = Math.addExact(revision, target.bumpRevision());
            compacted = revision;
        }
        return new RevisionLoader.End(revision, compacted, done, target.index(), target.term());
    }
}
