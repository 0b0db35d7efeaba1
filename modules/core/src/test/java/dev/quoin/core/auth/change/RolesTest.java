package dev.quoin.core.auth.change;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.quoin.core.answer.RequestException;
import dev.quoin.core.ask.Asker;
import dev.quoin.core.auth.rules.Access;
import dev.quoin.core.store.KeyRange;
import dev.quoin.protocol.auth.Permission;
import dev.quoin.protocol.auth.Permission.Type;
import dev.quoin.protocol.error.EtcdError;
import dev.quoin.protocol.internal.InternalRaftRequest;
import dev.quoin.protocol.rpc.AuthDisableRequest;
import dev.quoin.protocol.rpc.AuthRoleDeleteRequest;
import dev.quoin.protocol.rpc.AuthRoleGetRequest;
import dev.quoin.protocol.rpc.AuthRoleGetResponse;
import dev.quoin.protocol.rpc.AuthRoleGrantPermissionRequest;
import dev.quoin.protocol.rpc.AuthRoleRevokePermissionRequest;
import dev.quoin.protocol.rpc.AuthStatusRequest;
import dev.quoin.protocol.rpc.AuthStatusResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Roles, permissions and the switch as etcd has them: its checks in its order, and what they change. */
class RolesTest {
    private final AuthFixture auth = new AuthFixture();

    @Test
    void aPermissionIsReplacedOnItsRangeAndSortedByItsKey() {
        auth.addRole("r");
        assertThat(auth.grant("r", Type.READ, "b", "")).isNull();
        assertThat(auth.grant("r", Type.WRITE, "a", "b")).isNull();
        assertThat(auth.grant("r", Type.READWRITE, "b", "")).isNull();
        assertThat(permissions("r"))
                .containsExactly(
                        AuthFixture.permission(Type.WRITE, "a", "b"), AuthFixture.permission(Type.READWRITE, "b", ""));
    }

    @Test
    void onlyTheFirstPermissionOfAKeyIsReplaced() {
        auth.addRole("r");
        auth.grant("r", Type.READ, "a", "b");
        auth.grant("r", Type.READ, "a", "c");
        auth.grant("r", Type.WRITE, "a", "c");
        assertThat(permissions("r"))
                .containsExactly(
                        AuthFixture.permission(Type.READ, "a", "b"),
                        AuthFixture.permission(Type.READ, "a", "c"),
                        AuthFixture.permission(Type.WRITE, "a", "c"));
        assertThat(revoke("r", "a", "c")).isNull();
        assertThat(permissions("r")).containsExactly(AuthFixture.permission(Type.READ, "a", "b"));
        assertThat(revoke("r", "a", "c")).isEqualTo(EtcdError.PERMISSION_NOT_GRANTED);
        assertThat(revoke("q", "a", "c")).isEqualTo(EtcdError.ROLE_NOT_FOUND);
    }

    @Test
    void whatIsNoRangeIsNotGranted() {
        auth.addRole("r");
        assertThat(auth.grant("r", Type.READ, "", "")).isEqualTo(EtcdError.INVALID_AUTH_MGMT);
        assertThat(auth.grant("r", Type.READ, "", "\0")).isEqualTo(EtcdError.INVALID_AUTH_MGMT);
        assertThat(auth.grant("r", Type.READ, "b", "a")).isEqualTo(EtcdError.INVALID_AUTH_MGMT);
        assertThat(auth.grant("r", Type.READ, "b", "b")).isEqualTo(EtcdError.INVALID_AUTH_MGMT);
        assertThat(auth.grant("r", Type.READ, "b", "\0")).isNull();
        assertThat(auth.grant("q", Type.READ, "b", "\0")).isEqualTo(EtcdError.ROLE_NOT_FOUND);
        assertThat(auth.grant("q", Type.READ, "b", "a")).isEqualTo(EtcdError.INVALID_AUTH_MGMT);
        assertThat(auth.apply(
                        InternalRaftRequest.AUTH_ROLE_GRANT_PERMISSION_FIELD_NUMBER,
                        AuthRoleGrantPermissionRequest.newBuilder().setName("q").build()))
                .isEqualTo(EtcdError.PERMISSION_NOT_GIVEN);
    }

    @Test
    void addingAndDeleting() {
        assertThat(auth.addRole("")).isEqualTo(EtcdError.ROLE_EMPTY);
        assertThat(auth.addRole("r")).isNull();
        assertThat(auth.addRole("r")).isEqualTo(EtcdError.ROLE_ALREADY_EXIST);
        auth.addUser("u");
        auth.grantRole("u", "r");
        assertThat(delete("r")).isNull();
        assertThat(delete("r")).isEqualTo(EtcdError.ROLE_NOT_FOUND);
        assertThat(auth.user("u").getRolesList()).isEmpty();
        auth.on();
        assertThat(delete("root")).isEqualTo(EtcdError.INVALID_AUTH_MGMT);
    }

    @Test
    void aRoleIsShownToThoseWhoHaveIt() {
        auth.on();
        auth.addRole("r");
        auth.addRole("root");
        auth.addUser("u");
        auth.grantRole("u", "r");
        assertThat(get("r", auth.asker("u"))).isNull();
        assertThat(get("root", auth.asker("u"))).isEqualTo(EtcdError.PERMISSION_DENIED);
        assertThat(get("r", Asker.ANONYMOUS)).isEqualTo(EtcdError.USER_EMPTY);
        assertThat(get("root", auth.asker("root"))).isNull();
        assertThat(auth.response(AuthRoleGetResponse.parser()).getPermList())
                .containsExactly(AuthFixture.permission(Type.READWRITE, "", "\0"));
    }

    @Test
    void rulesFollowEveryChange() {
        auth.on();
        auth.addRole("r");
        auth.grant("r", Type.READ, "a", "b");
        auth.addUser("u");
        auth.grantRole("u", "r");
        assertThat(mayRead("u", "a", "b")).isTrue();
        auth.grant("r", Type.READ, "b", "c");
        assertThat(mayRead("u", "a", "c")).isTrue();
        revoke("r", "a", "b");
        assertThat(mayRead("u", "a", "c")).isFalse();
        assertThat(mayRead("u", "b", "c")).isTrue();
        delete("r");
        assertThat(mayRead("u", "b", "c")).isFalse();
    }

    @Test
    void enablingNeedsRoot() {
        assertThat(auth.enable()).isEqualTo(EtcdError.ROOT_USER_NOT_EXIST);
        auth.addUser("root");
        assertThat(auth.enable()).isEqualTo(EtcdError.ROOT_ROLE_NOT_EXIST);
        auth.grantRole("root", "root");
        long before = auth.revision();
        assertThat(auth.enable()).isNull();
        assertThat(auth.enable()).isNull();
        assertThat(auth.revision()).isEqualTo(before);
        assertThat(auth.reopened().now().enabled()).isTrue();
        assertThat(disable("u")).isEqualTo(EtcdError.USER_NOT_FOUND);
        assertThat(disable("root")).isNull();
        assertThat(auth.revision()).isEqualTo(before + 1);
        assertThat(disable("root")).isNull();
        assertThat(auth.revision()).isEqualTo(before + 1);
        auth.apply(
                InternalRaftRequest.AUTH_STATUS_FIELD_NUMBER, AuthStatusRequest.getDefaultInstance(), Asker.ANONYMOUS);
        AuthStatusResponse status = auth.response(AuthStatusResponse.parser());
        assertThat(status.getEnabled()).isFalse();
        assertThat(status.getAuthRevision()).isEqualTo(before + 1);
        assertThat(auth.reopened().now().revision()).isEqualTo(before + 1);
    }

    @Test
    void logsInOnlyWhileAuthenticationIsOn() {
        auth.addUser("u");
        assertThat(auth.logIn("u", "x")).isEqualTo(EtcdError.AUTH_NOT_ENABLED);
    }

    private boolean mayRead(String user, String key, String end) {
        KeyRange range = KeyRange.of(
                ByteString.copyFromUtf8(key).toByteArray(),
                ByteString.copyFromUtf8(end).toByteArray());
        EtcdError live = verdict(new Access(auth.rules.now(), auth.asker(user)), range);
        EtcdError reopened = verdict(new Access(auth.reopened().now(), auth.asker(user)), range);
        assertThat(reopened).as("after a start").isEqualTo(live);
        return live == null;
    }

    private static EtcdError verdict(Access access, KeyRange range) {
        try {
            access.requireRead(range);
            return null;
        } catch (RequestException e) {
            return e.error();
        }
    }

    private List<Permission> permissions(String role) {
        return auth.role(role).getKeyPermissionList();
    }

    private EtcdError revoke(String role, String key, String end) {
        return auth.apply(
                InternalRaftRequest.AUTH_ROLE_REVOKE_PERMISSION_FIELD_NUMBER,
                AuthRoleRevokePermissionRequest.newBuilder()
                        .setRole(role)
                        .setKey(ByteString.copyFromUtf8(key))
                        .setRangeEnd(ByteString.copyFromUtf8(end))
                        .build());
    }

    private EtcdError delete(String role) {
        return auth.apply(
                InternalRaftRequest.AUTH_ROLE_DELETE_FIELD_NUMBER,
                AuthRoleDeleteRequest.newBuilder().setRole(role).build());
    }

    private EtcdError get(String role, Asker asker) {
        return auth.apply(
                InternalRaftRequest.AUTH_ROLE_GET_FIELD_NUMBER,
                AuthRoleGetRequest.newBuilder().setRole(role).build(),
                asker);
    }

    private EtcdError disable(String user) {
        return auth.apply(
                InternalRaftRequest.AUTH_DISABLE_FIELD_NUMBER,
                AuthDisableRequest.getDefaultInstance(),
                auth.asker(user));
    }
}
