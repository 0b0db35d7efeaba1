package dev.quoin.tests.metamorphic;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.quoin.protocol.auth.Permission.Type;
import dev.quoin.protocol.error.EtcdError;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.AlarmRequest;
import dev.quoin.protocol.rpc.AuthDisableRequest;
import dev.quoin.protocol.rpc.AuthStatusRequest;
import dev.quoin.protocol.rpc.AuthUserChangePasswordRequest;
import dev.quoin.protocol.rpc.AuthenticateRequest;
import dev.quoin.protocol.rpc.CompactionRequest;
import dev.quoin.protocol.rpc.Compare;
import dev.quoin.protocol.rpc.DefragmentRequest;
import dev.quoin.protocol.rpc.DeleteRangeRequest;
import dev.quoin.protocol.rpc.HashKVRequest;
import dev.quoin.protocol.rpc.HashRequest;
import dev.quoin.protocol.rpc.LeaseGrantRequest;
import dev.quoin.protocol.rpc.LeaseKeepAliveRequest;
import dev.quoin.protocol.rpc.LeaseLeasesRequest;
import dev.quoin.protocol.rpc.MemberListRequest;
import dev.quoin.protocol.rpc.MemberRemoveRequest;
import dev.quoin.protocol.rpc.MoveLeaderRequest;
import dev.quoin.protocol.rpc.PutRequest;
import dev.quoin.protocol.rpc.RangeRequest;
import dev.quoin.protocol.rpc.RequestOp;
import dev.quoin.protocol.rpc.StatusRequest;
import dev.quoin.protocol.rpc.TxnRequest;
import dev.quoin.protocol.rpc.WatchCreateRequest;
import dev.quoin.protocol.rpc.WatchRequest;
import dev.quoin.protocol.rpc.WatchResponse;
import dev.quoin.testkit.storage.memory.MemoryBackendProvider;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The ways around permissions that were found in etcd, each closed. */
class AuthGapsTest {
    private static final String DENIED = EtcdError.PERMISSION_DENIED.text();
    private static final String NOBODY = EtcdError.USER_EMPTY.text();
    private static final String OPEN = "\0";

    private final CoreUnderTest core = new CoreUnderTest(new MemoryBackendProvider(), Path.of("data"), 1);
    private final AuthSetUp auth = new AuthSetUp(core);

    /** A user who may write all of w/, and read the one key r. */
    @BeforeEach
    void users() {
        auth.role("some");
        auth.grant("some", Type.WRITE, "w/", "w0");
        auth.grant("some", Type.READ, "r", "");
        auth.user("u", "some");
        auth.enable();
        auth.logIn("u");
    }

    @AfterEach
    void close() {
        core.close();
    }

    @Test
    void aNestedTransactionIsNoWayAround() {
        TxnRequest inner = TxnRequest.newBuilder().addFailure(putting("secret")).build();
        TxnRequest.Builder outer = TxnRequest.newBuilder();
        for (int depth = 0; depth < 3; depth++) {
            outer = TxnRequest.newBuilder()
                    .addSuccess(putting("w/" + depth))
                    .addFailure(RequestOp.newBuilder().setRequestTxn(depth == 0 ? inner : outer.build()));
        }
        assertThat(auth.ask("u", EtcdMethods.KV_TXN, outer.build())).isEqualTo(DENIED);
        TxnRequest comparing = TxnRequest.newBuilder()
                .addCompare(Compare.newBuilder().setKey(bytes("secret")))
                .build();
        TxnRequest nested = TxnRequest.newBuilder()
                .addSuccess(RequestOp.newBuilder().setRequestTxn(comparing))
                .build();
        assertThat(auth.ask("u", EtcdMethods.KV_TXN, nested)).isEqualTo(DENIED);
    }

    @Test
    void thePreviousValueOfAPutInATransactionNeedsReading() {
        PutRequest put =
                PutRequest.newBuilder().setKey(bytes("w/a")).setPrevKv(true).build();
        assertThat(auth.ask(
                        "u",
                        EtcdMethods.KV_PUT,
                        put.toBuilder().setPrevKv(false).build()))
                .isEmpty();
        assertThat(auth.ask("u", EtcdMethods.KV_PUT, put)).isEqualTo(DENIED);
        assertThat(auth.ask("u", EtcdMethods.KV_TXN, with(RequestOp.newBuilder().setRequestPut(put))))
                .isEqualTo(DENIED);
        DeleteRangeRequest deletion = DeleteRangeRequest.newBuilder()
                .setKey(bytes("w/a"))
                .setPrevKv(true)
                .build();
        assertThat(auth.ask("u", EtcdMethods.KV_DELETE_RANGE, deletion)).isEqualTo(DENIED);
        assertThat(auth.ask("u", EtcdMethods.KV_TXN, with(RequestOp.newBuilder().setRequestDeleteRange(deletion))))
                .isEqualTo(DENIED);
        Compare compare = Compare.newBuilder().setKey(bytes("w/a")).build();
        assertThat(auth.ask(
                        "u",
                        EtcdMethods.KV_TXN,
                        TxnRequest.newBuilder().addCompare(compare).build()))
                .isEqualTo(DENIED);
    }

    @Test
    void aLeaseWithKeysOfOthersIsNotAttachedInATransaction() {
        auth.expectOk(
                EtcdMethods.LEASE_GRANT,
                LeaseGrantRequest.newBuilder().setID(7).setTTL(1000).build());
        PutRequest put =
                PutRequest.newBuilder().setKey(bytes("w/a")).setLease(7).build();
        assertThat(auth.ask("u", EtcdMethods.KV_PUT, put)).isEmpty();
        auth.expectOk(
                EtcdMethods.KV_PUT, put.toBuilder().setKey(bytes("secret")).build());
        assertThat(auth.ask("u", EtcdMethods.KV_PUT, put)).isEqualTo(DENIED);
        assertThat(auth.ask("u", EtcdMethods.KV_TXN, with(RequestOp.newBuilder().setRequestPut(put))))
                .isEqualTo(DENIED);
        RecordedCall renewal = auth.open(
                "u",
                EtcdMethods.LEASE_KEEP_ALIVE,
                LeaseKeepAliveRequest.newBuilder().setID(7).build());
        core.runUntil("the renewal is answered", renewal::isEnded);
        assertThat(renewal.text()).isEqualTo(DENIED);
        assertThat(auth.ask("u", EtcdMethods.LEASE_LEASES, LeaseLeasesRequest.getDefaultInstance()))
                .isEqualTo(DENIED);
    }

    @Test
    void aWatchFromAKeyOnIsMoreThanTheKey() throws Exception {
        assertThat(watch("u", "r", "")).isEmpty();
        assertThat(watch("u", "r", OPEN)).isEqualTo("rpc error: code = PermissionDenied desc = " + DENIED);
        assertThat(watch("u", "", OPEN)).isEqualTo("rpc error: code = PermissionDenied desc = " + DENIED);
        assertThat(watch(null, "r", "")).isEqualTo("rpc error: code = InvalidArgument desc = " + NOBODY);
        RangeRequest from = RangeRequest.newBuilder()
                .setKey(bytes("r"))
                .setRangeEnd(bytes(OPEN))
                .build();
        assertThat(auth.ask("u", EtcdMethods.KV_RANGE, from)).isEqualTo(DENIED);
        RecordedCall stream = auth.open("u", EtcdMethods.KV_RANGE_STREAM, from);
        core.runUntil("the stream has ended", stream::isEnded);
        assertThat(stream.text()).isEqualTo(DENIED);
    }

    @Test
    void maintenanceIsNotForNobody() {
        assertThat(auth.ask(null, EtcdMethods.MAINTENANCE_STATUS, StatusRequest.getDefaultInstance()))
                .isEqualTo(NOBODY);
        assertThat(auth.ask("u", EtcdMethods.MAINTENANCE_STATUS, StatusRequest.getDefaultInstance()))
                .isEmpty();
        assertThat(auth.ask(null, EtcdMethods.MAINTENANCE_ALARM, AlarmRequest.getDefaultInstance()))
                .isEqualTo(NOBODY);
        assertThat(auth.ask(null, EtcdMethods.MEMBER_LIST, MemberListRequest.getDefaultInstance()))
                .isEqualTo(NOBODY);
        assertThat(auth.ask(
                        null,
                        EtcdMethods.LEASE_GRANT,
                        LeaseGrantRequest.newBuilder().setTTL(9).build()))
                .isEqualTo(NOBODY);
        assertOnlyRoot(EtcdMethods.MAINTENANCE_DEFRAGMENT, DefragmentRequest.getDefaultInstance());
        assertOnlyRoot(EtcdMethods.MAINTENANCE_HASH, HashRequest.getDefaultInstance());
        assertOnlyRoot(EtcdMethods.MAINTENANCE_HASH_KV, HashKVRequest.getDefaultInstance());
        assertOnlyRoot(EtcdMethods.MAINTENANCE_MOVE_LEADER, MoveLeaderRequest.getDefaultInstance());
        assertOnlyRoot(
                EtcdMethods.KV_COMPACT,
                CompactionRequest.newBuilder().setRevision(1).build());
        assertOnlyRoot(EtcdMethods.MEMBER_REMOVE, MemberRemoveRequest.getDefaultInstance());
        assertOnlyRoot(
                EtcdMethods.MAINTENANCE_ALARM,
                AlarmRequest.newBuilder()
                        .setAction(AlarmRequest.AlarmAction.DEACTIVATE)
                        .build());
        assertOnlyRoot(EtcdMethods.AUTH_DISABLE, AuthDisableRequest.getDefaultInstance());
    }

    private void assertOnlyRoot(EtcdMethods method, com.google.protobuf.Message request) {
        assertThat(auth.ask(null, method, request)).as(method + " of nobody").isEqualTo(NOBODY);
        assertThat(auth.ask("u", method, request)).as(method + " of a user").isEqualTo(DENIED);
    }

    @Test
    void aTokenEndsWithThePassword() {
        AuthUserChangePasswordRequest change = AuthUserChangePasswordRequest.newBuilder()
                .setName("u")
                .setPassword(AuthSetUp.PASSWORD)
                .build();
        auth.expectOk(EtcdMethods.AUTH_USER_CHANGE_PASSWORD, change);
        assertThat(auth.ask("u", EtcdMethods.AUTH_STATUS, AuthStatusRequest.getDefaultInstance()))
                .isEqualTo(EtcdError.INVALID_AUTH_TOKEN.text());
        auth.logIn("u");
        assertThat(auth.ask("u", EtcdMethods.AUTH_STATUS, AuthStatusRequest.getDefaultInstance()))
                .isEmpty();
    }

    @Test
    void whoLogsInWhereNobodyNeedsToIsToldSo() {
        auth.expectOk(EtcdMethods.AUTH_DISABLE, AuthDisableRequest.getDefaultInstance());
        AuthenticateRequest login = AuthenticateRequest.newBuilder()
                .setName("u")
                .setPassword(AuthSetUp.PASSWORD)
                .build();
        assertThat(auth.ask(null, EtcdMethods.AUTHENTICATE, login)).isEqualTo(EtcdError.AUTH_NOT_ENABLED.text());
    }

    private String watch(String user, String key, String end) throws Exception {
        RecordedCall call = auth.open(
                user,
                EtcdMethods.WATCH,
                WatchRequest.newBuilder()
                        .setCreateRequest(WatchCreateRequest.newBuilder()
                                .setKey(bytes(key))
                                .setRangeEnd(bytes(end))
                                .setPrevKv(true))
                        .build());
        core.runUntil("the watch is answered", () -> !call.sent().isEmpty());
        return WatchResponse.parseFrom(call.sent().getFirst()).getCancelReason();
    }

    private static TxnRequest with(RequestOp.Builder op) {
        return TxnRequest.newBuilder().addFailure(op).build();
    }

    private static RequestOp putting(String key) {
        return RequestOp.newBuilder()
                .setRequestPut(PutRequest.newBuilder().setKey(bytes(key)))
                .build();
    }

    private static ByteString bytes(String text) {
        return ByteString.copyFromUtf8(text);
    }
}
