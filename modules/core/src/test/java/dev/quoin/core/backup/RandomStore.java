package dev.quoin.core.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import dev.quoin.api.consensus.Membership;
import dev.quoin.api.storage.StorageBackend;
import dev.quoin.api.storage.StorageBackendContext;
import dev.quoin.core.cluster.Alarms;
import dev.quoin.core.cluster.ClusterTable;
import dev.quoin.core.store.Compaction;
import dev.quoin.core.store.Keys;
import dev.quoin.core.store.Store;
import dev.quoin.core.store.StoreTxn;
import dev.quoin.core.store.Tables;
import dev.quoin.protocol.auth.Role;
import dev.quoin.protocol.auth.User;
import dev.quoin.protocol.rpc.AlarmMember;
import dev.quoin.protocol.rpc.AlarmType;
import dev.quoin.protocol.rpc.Member;
import dev.quoin.testkit.storage.memory.MemoryBackendProvider;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

/** A store with a random history: keys set, deleted, set and deleted at once, leases, compactions. */
final class RandomStore {
    private final Random random;
    private final Store store = Store.open(backend());
    private long index;

    RandomStore(long seed) {
        this.random = new Random(seed);
    }

    static StorageBackend backend() {
        MemoryBackendProvider provider = new MemoryBackendProvider();
        return provider.open(
                provider.configSpec().read(Map.of()), new StorageBackendContext(Path.of("data"), Tables.ALL));
    }

    Store store() {
        return store;
    }

    void change(int requests) {
        for (int i = 0; i < requests; i++) {
            apply(this::request);
        }
    }

    private void apply(Consumer<StoreTxn> request) {
        StoreTxn txn = store.begin();
        txn.term(3);
        request.accept(txn);
        txn.endRequest();
        store.commit(txn, ++index);
    }

    private void request(StoreTxn txn) {
        switch (random.nextInt(12)) {
            case 0, 1 -> txn.delete(key());
            case 2 -> {
                byte[] key = key();
                put(txn, key);
                txn.delete(key);
                put(txn, ("other" + random.nextInt(9)).getBytes(UTF_8));
            }
            case 3 -> {
                for (int i = random.nextInt(20); i >= 0; i--) {
                    txn.delete(key(i));
                }
            }
            default -> put(txn, key());
        }
    }

    private byte[] key() {
        return key(random.nextInt(50));
    }

    private static byte[] key(int number) {
        return number == 7
                ? new byte[] {0, 'k', 0, 0, (byte) 0xFF}
                : "key-%03d".formatted(number).getBytes(UTF_8);
    }

    private void put(StoreTxn txn, byte[] key) {
        byte[] value = new byte[random.nextInt(300)];
        random.nextBytes(value);
        txn.put(key, value, 0, value.length, random.nextInt(4) == 0 ? 1 + random.nextInt(3) : 0);
    }

    /** Compacts, as far as the removal of so many steps of ten rows goes. */
    void compact(int steps) {
        long upTo = Math.max(2, store.revision() - random.nextInt(30));
        if (upTo <= store.compacted()) {
            return;
        }
        apply(txn -> txn.compact(upTo));
        Compaction compaction = new Compaction(store, 10, new TestClock());
        for (int i = 0; i < steps && !compaction.step(); i++) {
            continue;
        }
    }

    /** What lies beside the keys. */
    void surroundings() {
        apply(txn -> {
            for (long lease = 1; lease <= 3; lease++) {
                byte[] row = ByteBuffer.allocate(16)
                        .putLong(60 * lease)
                        .putLong(lease == 2 ? 5 : 0)
                        .array();
                txn.tables().put(Tables.LEASE, Keys.ofLong(lease), row);
            }
            ClusterTable.put(txn.tables(), member(0xF00DL, "alpha", false));
            ClusterTable.put(txn.tables(), member(0x8000_0000_0000_0001L, "beta \"\u00e9\"", true));
            ClusterTable.put(txn.tables(), member(7, "gone", false));
            ClusterTable.remove(txn.tables(), 7);
            ClusterTable.configuration(
                    txn.tables(),
                    new Membership(Set.of(0xF00DL), Set.of(0x8000_0000_0000_0001L), Set.of(), Set.of(), false));
            ClusterTable.version(txn.tables(), "3.7.0");
            AlarmMember alarm = AlarmMember.newBuilder()
                    .setAlarm(AlarmType.NOSPACE)
                    .setMemberID(0xF00DL)
                    .build();
            txn.tables().put(Tables.ALARM, Alarms.row(alarm), Keys.EMPTY);
            txn.tables().put(Tables.AUTH, "authEnabled".getBytes(UTF_8), new byte[] {1});
            txn.tables().put(Tables.AUTH, "authRevision".getBytes(UTF_8), Keys.ofLong(5));
            User user = User.newBuilder()
                    .setName(ByteString.copyFromUtf8("root"))
                    .addRoles("root")
                    .build();
            txn.tables().put(Tables.AUTH_USER, "root".getBytes(UTF_8), user.toByteArray());
            Role role =
                    Role.newBuilder().setName(ByteString.copyFromUtf8("root")).build();
            txn.tables().put(Tables.AUTH_ROLE, "root".getBytes(UTF_8), role.toByteArray());
        });
    }

    private static Member member(long id, String name, boolean learner) {
        return Member.newBuilder()
                .setID(id)
                .setName(name)
                .addPeerURLs("http://127.0.0.1:1")
                .addClientURLs("http://127.0.0.1:2")
                .setIsLearner(learner)
                .build();
    }
}
