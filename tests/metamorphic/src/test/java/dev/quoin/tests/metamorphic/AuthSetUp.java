package dev.quoin.tests.metamorphic;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.quoin.protocol.auth.Permission;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.AuthEnableRequest;
import dev.quoin.protocol.rpc.AuthRoleAddRequest;
import dev.quoin.protocol.rpc.AuthRoleGrantPermissionRequest;
import dev.quoin.protocol.rpc.AuthUserAddRequest;
import dev.quoin.protocol.rpc.AuthUserGrantRoleRequest;
import dev.quoin.protocol.rpc.AuthenticateRequest;
import dev.quoin.protocol.rpc.AuthenticateResponse;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A node with users, driven as clients drive it. */
final class AuthSetUp {
    static final String PASSWORD = "secret";

    private final CoreUnderTest core;
    private final Map<String, String> tokens = new HashMap<>();

    AuthSetUp(CoreUnderTest core) {
        this.core = core;
    }

    /** The answer's error, empty for none. @param user who asks, or null for nobody */
    String ask(@Nullable String user, EtcdMethods method, Message request) {
        RecordedCall call = core.callAs(user == null ? null : tokens.get(user), method, request);
        return call.isOk() ? "" : call.text();
    }

    RecordedCall open(@Nullable String user, EtcdMethods method, Message request) {
        return core.streamAs(user == null ? null : tokens.get(user), method, request);
    }

    void user(String name, String... roles) {
        expectOk(
                EtcdMethods.AUTH_USER_ADD,
                AuthUserAddRequest.newBuilder()
                        .setName(name)
                        .setPassword(PASSWORD)
                        .build());
        for (String role : roles) {
            expectOk(
                    EtcdMethods.AUTH_USER_GRANT_ROLE,
                    AuthUserGrantRoleRequest.newBuilder()
                            .setUser(name)
                            .setRole(role)
                            .build());
        }
    }

    void role(String name) {
        expectOk(
                EtcdMethods.AUTH_ROLE_ADD,
                AuthRoleAddRequest.newBuilder().setName(name).build());
    }

    void grant(String role, Permission.Type type, ByteString key, ByteString end) {
        expectOk(
                EtcdMethods.AUTH_ROLE_GRANT_PERMISSION,
                AuthRoleGrantPermissionRequest.newBuilder()
                        .setName(role)
                        .setPerm(Permission.newBuilder()
                                .setPermType(type)
                                .setKey(key)
                                .setRangeEnd(end))
                        .build());
    }

    void grant(String role, Permission.Type type, String key, String end) {
        grant(role, type, ByteString.copyFromUtf8(key), ByteString.copyFromUtf8(end));
    }

    /** Turns authentication on, and logs root in. */
    void enable() {
        user("root", "root");
        expectOk(EtcdMethods.AUTH_ENABLE, AuthEnableRequest.getDefaultInstance());
        logIn("root");
    }

    void logIn(String user) {
        RecordedCall call = core.callAs(
                null,
                EtcdMethods.AUTHENTICATE,
                AuthenticateRequest.newBuilder()
                        .setName(user)
                        .setPassword(PASSWORD)
                        .build());
        assertThat(call.isOk()).as("%s logs in: %s", user, call.text()).isTrue();
        try {
            tokens.put(
                    user, AuthenticateResponse.parseFrom(call.sent().getFirst()).getToken());
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    /** As root, where authentication is on. */
    void expectOk(EtcdMethods method, Message request) {
        assertThat(ask("root", method, request)).as("%s %s", method, request).isEmpty();
    }
}
