package dev.quoin.tests.metamorphic;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.quoin.api.storage.StorageBackend;
import dev.quoin.api.storage.WriteTxn;
import dev.quoin.backend.mapdb.MapdbBackendProvider;
import dev.quoin.core.store.Tables;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.AlarmMember;
import dev.quoin.protocol.rpc.AlarmRequest;
import dev.quoin.protocol.rpc.AlarmRequest.AlarmAction;
import dev.quoin.protocol.rpc.AlarmResponse;
import dev.quoin.protocol.rpc.AlarmType;
import dev.quoin.protocol.rpc.CompactionRequest;
import dev.quoin.protocol.rpc.DeleteRangeRequest;
import dev.quoin.protocol.rpc.LeaseGrantRequest;
import dev.quoin.protocol.rpc.PutRequest;
import dev.quoin.protocol.rpc.RangeRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A row of one member's store is altered while it is stopped: the next compaction shows it, and the alarm names the member. */
class CorruptionTest {
    private static final Duration CHECKED = Duration.ofMinutes(3);
    private static final String CORRUPT = "etcdserver: corrupt cluster";

    @TempDir
    private Path folder;

    @Test
    void theMemberThatDiffersIsNamedAndWritesAreRefused() throws Exception {
        try (Trio trio = Trio.start(new MapdbBackendProvider(), folder)) {
            Trio.Member asked = trio.member(0);
            for (int i = 0; i < 20; i++) {
                assertThat(asked.call(EtcdMethods.KV_PUT, put("key" + i, "value"))
                                .isOk())
                        .isTrue();
            }
            compact(asked, 10);
            trio.run(CHECKED);
            assertThat(alarms(asked)).isEmpty();

            Trio.Member altered = trio.member(2);
            trio.run(Duration.ofSeconds(15));
            altered.stop();
            alter(altered, "key3");
            altered.start();
            altered.awaitReady();
            trio.run(CHECKED);
            // Nothing new was compacted, and what was had been compared.
            assertThat(alarms(asked)).isEmpty();

            compact(asked, 15);
            trio.run(CHECKED);
            List<AlarmMember> alarms = alarms(asked);
            assertThat(alarms).singleElement().satisfies(alarm -> {
                assertThat(alarm.getAlarm()).isEqualTo(AlarmType.CORRUPT);
                assertThat(alarm.getMemberID()).isEqualTo(altered.identity.memberId());
            });
            for (int i = 0; i < Trio.COUNT; i++) {
                assertRefusesWrites(trio.member(i));
            }
            AlarmRequest disarm = AlarmRequest.newBuilder()
                    .setAction(AlarmAction.DEACTIVATE)
                    .setAlarm(AlarmType.CORRUPT)
                    .setMemberID(altered.identity.memberId())
                    .build();
            assertThat(asked.call(EtcdMethods.MAINTENANCE_ALARM, disarm).isOk()).isTrue();
            assertThat(asked.call(EtcdMethods.KV_PUT, put("again", "")).isOk()).isTrue();
        }
    }

    private static void assertRefusesWrites(Trio.Member member) {
        RangeRequest range = RangeRequest.newBuilder().setKey(utf8("key1")).build();
        assertThat(member.call(EtcdMethods.KV_RANGE, range).isOk()).isTrue();
        assertThat(member.call(EtcdMethods.KV_PUT, put("new", "")).text()).isEqualTo(CORRUPT);
        assertThat(member.call(
                                EtcdMethods.KV_DELETE_RANGE,
                                DeleteRangeRequest.newBuilder()
                                        .setKey(utf8("key1"))
                                        .build())
                        .text())
                .isEqualTo(CORRUPT);
        assertThat(member.call(
                                EtcdMethods.LEASE_GRANT,
                                LeaseGrantRequest.newBuilder().setTTL(60).build())
                        .text())
                .isEqualTo(CORRUPT);
        assertThat(member.call(
                                EtcdMethods.KV_COMPACT,
                                CompactionRequest.newBuilder().setRevision(18).build())
                        .text())
                .isEqualTo(CORRUPT);
    }

    /** Flips a letter of a key's value where it is stored. */
    private static void alter(Trio.Member member, String key) {
        byte[] name = key.getBytes(StandardCharsets.UTF_8);
        try (StorageBackend store = member.open();
                WriteTxn txn = store.begin()) {
            ByteBuffer row = Objects.requireNonNull(txn.get(Tables.HEAD, name));
            byte[] record = new byte[row.remaining()];
            row.get(row.position(), record);
            int at = new String(record, StandardCharsets.ISO_8859_1).indexOf("value");
            record[at] ^= 1;
            txn.put(Tables.HEAD, name, record);
            txn.commit(store.appliedIndex());
            store.sync();
        }
    }

    private static void compact(Trio.Member member, long revision) {
        CompactionRequest request =
                CompactionRequest.newBuilder().setRevision(revision).build();
        assertThat(member.call(EtcdMethods.KV_COMPACT, request).isOk()).isTrue();
    }

    private static List<AlarmMember> alarms(Trio.Member member) throws InvalidProtocolBufferException {
        AlarmRequest request =
                AlarmRequest.newBuilder().setAction(AlarmAction.GET).build();
        RecordedCall call = member.call(EtcdMethods.MAINTENANCE_ALARM, request);
        return AlarmResponse.parseFrom(call.sent().getFirst()).getAlarmsList();
    }

    private static PutRequest put(String key, String value) {
        return PutRequest.newBuilder().setKey(utf8(key)).setValue(utf8(value)).build();
    }

    private static ByteString utf8(String text) {
        return ByteString.copyFromUtf8(text);
    }
}
