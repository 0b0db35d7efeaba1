package dev.quoin.core.auth.change;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import dev.quoin.api.storage.StorageBackendContext;
import dev.quoin.core.answer.RequestException;
import dev.quoin.core.ask.Asker;
import dev.quoin.core.auth.state.AuthRows;
import dev.quoin.core.auth.state.LiveRules;
import dev.quoin.core.auth.token.TokenOptions;
import dev.quoin.core.auth.token.Tokens;
import dev.quoin.core.store.Store;
import dev.quoin.core.store.StoreTxn;
import dev.quoin.core.store.StoreView;
import dev.quoin.core.store.Tables;
import dev.quoin.protocol.auth.Permission;
import dev.quoin.protocol.auth.Role;
import dev.quoin.protocol.auth.User;
import dev.quoin.protocol.auth.UserAddOptions;
import dev.quoin.protocol.error.EtcdError;
import dev.quoin.protocol.internal.InternalAuthenticateRequest;
import dev.quoin.protocol.internal.InternalRaftRequest;
import dev.quoin.protocol.rpc.AuthEnableRequest;
import dev.quoin.protocol.rpc.AuthRoleAddRequest;
import dev.quoin.protocol.rpc.AuthRoleGrantPermissionRequest;
import dev.quoin.protocol.rpc.AuthUserAddRequest;
import dev.quoin.protocol.rpc.AuthUserGrantRoleRequest;
import dev.quoin.protocol.rpc.ResponseHeader;
import dev.quoin.testkit.host.SimHost;
import dev.quoin.testkit.storage.memory.MemoryBackendProvider;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The operations of the Auth service on a store, applied one by one as the log would. */
final class AuthFixture {
    static final String HASH = "not a real hash";

    final SimHost host = SimHost.alone(1);
    final Store store = store();
    final LiveRules rules = rules(store);
    final Tokens tokens = TokenOptions.SIMPLE.open(host, host.random("token"), false);
    private final AuthOperations operations = new AuthOperations(
            rules,
            tokens,
            revision -> ResponseHeader.newBuilder().setRevision(revision).build());
    private long index = 100;
    private byte @Nullable [] response;

    private static Store store() {
        MemoryBackendProvider provider = new MemoryBackendProvider();
        return Store.open(provider.open(
                provider.configSpec().read(Map.of()), new StorageBackendContext(Path.of("data"), Tables.ALL)));
    }

    private static LiveRules rules(Store store) {
        try (StoreView view = store.openView()) {
            return new LiveRules(view.backend());
        }
    }

    /** Applies an operation; null when it succeeded. */
    @Nullable
    EtcdError apply(int operation, MessageLite request, Asker asker) {
        StoreTxn txn = store.begin();
        index++;
        try {
            response = operations.run(txn, operation, ByteBuffer.wrap(request.toByteArray()), asker, index);
            return null;
        } catch (RequestException e) {
            return e.error();
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        } finally {
            store.commit(txn, index);
        }
    }

    /** The same by root. */
    @Nullable
    EtcdError apply(int operation, MessageLite request) {
        return apply(operation, request, asker("root"));
    }

    <T> T response(Parser<T> parser) {
        try {
            return parser.parseFrom(response);
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    Asker asker(String user) {
        return Asker.of(user, rules.now().revision());
    }

    long revision() {
        return rules.now().revision();
    }

    long index() {
        return index;
    }

    @Nullable
    User user(String name) {
        try (StoreView view = store.openView()) {
            return AuthRows.user(view.backend(), name);
        }
    }

    @Nullable
    Role role(String name) {
        try (StoreView view = store.openView()) {
            return AuthRows.role(view.backend(), name);
        }
    }

    /** What would be known after a start. */
    LiveRules reopened() {
        return rules(store);
    }

    @Nullable
    EtcdError addUser(String name) {
        return apply(
                InternalRaftRequest.AUTH_USER_ADD_FIELD_NUMBER,
                AuthUserAddRequest.newBuilder()
                        .setName(name)
                        .setHashedPassword(Base64.getEncoder().encodeToString(HASH.getBytes(UTF_8)))
                        .setOptions(UserAddOptions.getDefaultInstance())
                        .build());
    }

    @Nullable
    EtcdError addRole(String name) {
        return apply(
                InternalRaftRequest.AUTH_ROLE_ADD_FIELD_NUMBER,
                AuthRoleAddRequest.newBuilder().setName(name).build());
    }

    @Nullable
    EtcdError grantRole(String user, String role) {
        return apply(
                InternalRaftRequest.AUTH_USER_GRANT_ROLE_FIELD_NUMBER,
                AuthUserGrantRoleRequest.newBuilder()
                        .setUser(user)
                        .setRole(role)
                        .build());
    }

    @Nullable
    EtcdError grant(String role, Permission.Type type, String key, String end) {
        return apply(
                InternalRaftRequest.AUTH_ROLE_GRANT_PERMISSION_FIELD_NUMBER,
                AuthRoleGrantPermissionRequest.newBuilder()
                        .setName(role)
                        .setPerm(permission(type, key, end))
                        .build());
    }

    static Permission permission(Permission.Type type, String key, String end) {
        return Permission.newBuilder()
                .setPermType(type)
                .setKey(ByteString.copyFromUtf8(key))
                .setRangeEnd(ByteString.copyFromUtf8(end))
                .build();
    }

    @Nullable
    EtcdError enable() {
        return apply(InternalRaftRequest.AUTH_ENABLE_FIELD_NUMBER, AuthEnableRequest.getDefaultInstance());
    }

    @Nullable
    EtcdError logIn(String user, String drawn) {
        return apply(
                InternalRaftRequest.AUTHENTICATE_FIELD_NUMBER,
                InternalAuthenticateRequest.newBuilder()
                        .setName(user)
                        .setSimpleToken(drawn)
                        .build(),
                Asker.ANONYMOUS);
    }

    /** A user root that has the role root, and authentication on. */
    AuthFixture on() {
        addUser("root");
        grantRole("root", "root");
        enable();
        return this;
    }
}
