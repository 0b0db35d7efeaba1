package dev.quoin.core.auth.change;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.quoin.core.ask.Asker;
import dev.quoin.protocol.auth.User;
import dev.quoin.protocol.auth.UserAddOptions;
import dev.quoin.protocol.error.EtcdError;
import dev.quoin.protocol.internal.InternalRaftRequest;
import dev.quoin.protocol.rpc.AuthUserAddRequest;
import dev.quoin.protocol.rpc.AuthUserChangePasswordRequest;
import dev.quoin.protocol.rpc.AuthUserDeleteRequest;
import dev.quoin.protocol.rpc.AuthUserGetRequest;
import dev.quoin.protocol.rpc.AuthUserGetResponse;
import dev.quoin.protocol.rpc.AuthUserListRequest;
import dev.quoin.protocol.rpc.AuthUserListResponse;
import dev.quoin.protocol.rpc.AuthUserRevokeRoleRequest;
import dev.quoin.protocol.rpc.AuthenticateResponse;
import org.junit.jupiter.api.Test;

/** Users as etcd keeps them: its checks in its order, and what they change. */
class UsersTest {
    private final AuthFixture auth = new AuthFixture();

    @Test
    void aUserIsStoredAsEtcdStoresIt() {
        assertThat(auth.addUser("u")).isNull();
        assertThat(auth.user("u"))
                .isEqualTo(User.newBuilder()
                        .setName(ByteString.copyFromUtf8("u"))
                        .setPassword(ByteString.copyFromUtf8(AuthFixture.HASH))
                        .setOptions(UserAddOptions.getDefaultInstance())
                        .build());
        assertThat(auth.revision()).isEqualTo(2);
        assertThat(auth.addUser("u")).isEqualTo(EtcdError.USER_ALREADY_EXIST);
        assertThat(auth.addUser("")).isEqualTo(EtcdError.USER_EMPTY);
        assertThat(auth.revision()).isEqualTo(2);
    }

    @Test
    void aUserWithoutPasswordHasNoHashAndDoesNotLogIn() {
        auth.on();
        assertThat(auth.apply(
                        InternalRaftRequest.AUTH_USER_ADD_FIELD_NUMBER,
                        AuthUserAddRequest.newBuilder()
                                .setName("u")
                                .setHashedPassword("bm90")
                                .setOptions(UserAddOptions.newBuilder().setNoPassword(true))
                                .build()))
                .isNull();
        assertThat(auth.user("u").getPassword()).isEmpty();
        assertThat(auth.logIn("u", "x")).isEqualTo(EtcdError.AUTH_FAILED);
        assertThat(auth.logIn("nobody", "x")).isEqualTo(EtcdError.AUTH_FAILED);
        assertThat(changePassword("u")).isNull();
        assertThat(auth.user("u").getPassword()).isEmpty();
    }

    @Test
    void rolesAreSortedAndGrantedOnce() {
        auth.addUser("u");
        auth.addRole("b");
        auth.addRole("a");
        assertThat(auth.grantRole("u", "b")).isNull();
        assertThat(auth.grantRole("u", "a")).isNull();
        assertThat(auth.grantRole("u", "root")).isNull();
        long before = auth.revision();
        assertThat(auth.grantRole("u", "a")).isNull();
        assertThat(auth.revision()).isEqualTo(before);
        assertThat(auth.user("u").getRolesList()).containsExactly("a", "b", "root");
        assertThat(auth.grantRole("u", "c")).isEqualTo(EtcdError.ROLE_NOT_FOUND);
        assertThat(auth.grantRole("v", "c")).isEqualTo(EtcdError.USER_NOT_FOUND);
        assertThat(revokeRole("u", "a")).isNull();
        assertThat(revokeRole("u", "a")).isEqualTo(EtcdError.ROLE_NOT_GRANTED);
        assertThat(revokeRole("v", "a")).isEqualTo(EtcdError.USER_NOT_FOUND);
        assertThat(auth.user("u").getRolesList()).containsExactly("b", "root");
    }

    @Test
    void rootStaysAsLongAsAuthenticationIsOn() {
        auth.on();
        assertThat(delete("root")).isEqualTo(EtcdError.INVALID_AUTH_MGMT);
        assertThat(revokeRole("root", "root")).isEqualTo(EtcdError.INVALID_AUTH_MGMT);
        assertThat(delete("nobody")).isEqualTo(EtcdError.USER_NOT_FOUND);
    }

    @Test
    void aTokenEndsWithItsUserAndItsPassword() {
        auth.on();
        auth.addUser("u");
        assertThat(auth.logIn("u", "first")).isNull();
        String token = auth.response(AuthenticateResponse.parser()).getToken();
        assertThat(token).isEqualTo("first." + auth.index());
        assertThat(auth.tokens.recognise(token, 9)).isEqualTo(Asker.of("u", 9));
        assertThat(changePassword("u")).isNull();
        assertThat(auth.tokens.recognise(token, 9)).isNull();
        auth.logIn("u", "second");
        token = auth.response(AuthenticateResponse.parser()).getToken();
        assertThat(delete("u")).isNull();
        assertThat(auth.tokens.recognise(token, 9)).isNull();
        assertThat(auth.user("u")).isNull();
    }

    @Test
    void aUserSeesItselfAndRootSeesAll() {
        auth.on();
        auth.addUser("u");
        assertThat(get("u", auth.asker("u"))).isNull();
        assertThat(get("root", auth.asker("u"))).isEqualTo(EtcdError.PERMISSION_DENIED);
        assertThat(get("u", Asker.ANONYMOUS)).isEqualTo(EtcdError.USER_EMPTY);
        assertThat(get("root", auth.asker("root"))).isNull();
        assertThat(auth.response(AuthUserGetResponse.parser()).getRolesList()).containsExactly("root");
        assertThat(get("nobody", auth.asker("root"))).isEqualTo(EtcdError.USER_NOT_FOUND);
        assertThat(auth.apply(
                        InternalRaftRequest.AUTH_USER_LIST_FIELD_NUMBER,
                        AuthUserListRequest.getDefaultInstance(),
                        auth.asker("u")))
                .isEqualTo(EtcdError.PERMISSION_DENIED);
        auth.apply(InternalRaftRequest.AUTH_USER_LIST_FIELD_NUMBER, AuthUserListRequest.getDefaultInstance());
        assertThat(auth.response(AuthUserListResponse.parser()).getUsersList()).containsExactly("root", "u");
    }

    private EtcdError changePassword(String name) {
        return auth.apply(
                InternalRaftRequest.AUTH_USER_CHANGE_PASSWORD_FIELD_NUMBER,
                AuthUserChangePasswordRequest.newBuilder()
                        .setName(name)
                        .setHashedPassword("b3RoZXI=")
                        .build());
    }

    private EtcdError delete(String name) {
        return auth.apply(
                InternalRaftRequest.AUTH_USER_DELETE_FIELD_NUMBER,
                AuthUserDeleteRequest.newBuilder().setName(name).build());
    }

    private EtcdError revokeRole(String name, String role) {
        return auth.apply(
                InternalRaftRequest.AUTH_USER_REVOKE_ROLE_FIELD_NUMBER,
                AuthUserRevokeRoleRequest.newBuilder()
                        .setName(name)
                        .setRole(role)
                        .build());
    }

    private EtcdError get(String name, Asker asker) {
        return auth.apply(
                InternalRaftRequest.AUTH_USER_GET_FIELD_NUMBER,
                AuthUserGetRequest.newBuilder().setName(name).build(),
                asker);
    }
}
