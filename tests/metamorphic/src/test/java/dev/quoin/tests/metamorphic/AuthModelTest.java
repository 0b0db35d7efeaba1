package dev.quoin.tests.metamorphic;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.quoin.protocol.auth.Permission;
import dev.quoin.protocol.error.EtcdError;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.AuthRoleRevokePermissionRequest;
import dev.quoin.protocol.rpc.AuthUserGrantRoleRequest;
import dev.quoin.protocol.rpc.AuthUserRevokeRoleRequest;
import dev.quoin.protocol.rpc.LeaseGrantRequest;
import dev.quoin.protocol.rpc.LeaseRevokeRequest;
import dev.quoin.protocol.rpc.WatchResponse;
import dev.quoin.testkit.storage.memory.MemoryBackendProvider;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Random users, roles and requests through a whole node and through the plain model: the same verdict.
 * {@code -Dquoin.auth.pairs=N} sets how many requests, {@code -Dquoin.firstSeed=S} the seed; a failure names both.
 */
class AuthModelTest {
    private static final List<String> ROLES = List.of("r0", "r1", "r2");
    private static final List<String> USERS = List.of("u0", "u1");
    private static final String DENIED = EtcdError.PERMISSION_DENIED.text();

    private final long seed = Long.getLong("quoin.firstSeed", 1);
    private final SplittableRandom random = new SplittableRandom(seed);
    private final AuthRequests requests = new AuthRequests(random);
    private final AuthModel model = new AuthModel();
    private final Map<Boolean, Integer> verdicts = new HashMap<>();

    @Test
    void theNodePermitsWhatTheModelPermits() throws Exception {
        long pairs = Long.getLong("quoin.auth.pairs", 20_000);
        try (CoreUnderTest core = new CoreUnderTest(new MemoryBackendProvider(), Path.of("data"), seed)) {
            AuthSetUp auth = new AuthSetUp(core);
            setUp(auth);
            for (long i = 0; i < pairs; i++) {
                if (i % 20 == 0) {
                    change(auth);
                }
                String user = USERS.get(random.nextInt(USERS.size()));
                ask(core, auth, user, requests.next(), "seed " + seed + ", request " + i);
            }
        }
        assertThat(verdicts.get(true)).as("permitted").isGreaterThan((int) (pairs / 20));
        assertThat(verdicts.get(false)).as("denied").isGreaterThan((int) (pairs / 20));
    }

    private void setUp(AuthSetUp auth) {
        ROLES.forEach(auth::role);
        USERS.forEach(auth::user);
        USERS.forEach(user -> model.users.put(user, new TreeSet<>()));
        auth.enable();
        USERS.forEach(auth::logIn);
        AuthRequests.LEASES.forEach(lease -> grantLease(auth, lease));
    }

    private static void grantLease(AuthSetUp auth, long lease) {
        auth.expectOk(
                EtcdMethods.LEASE_GRANT,
                LeaseGrantRequest.newBuilder().setID(lease).setTTL(1 << 30).build());
    }

    /** Gives or takes a permission or a role. */
    private void change(AuthSetUp auth) {
        String role = ROLES.get(random.nextInt(ROLES.size()));
        if (random.nextInt(3) == 0) {
            changeUser(auth, USERS.get(random.nextInt(USERS.size())), role);
            return;
        }
        Map<List<ByteString>, Permission.Type> permissions = model.roles.computeIfAbsent(role, name -> new HashMap<>());
        List<ByteString> range =
                permissions.size() > 3 ? permissions.keySet().iterator().next() : requests.permissionRange();
        if (permissions.remove(range) != null) {
            auth.expectOk(
                    EtcdMethods.AUTH_ROLE_REVOKE_PERMISSION,
                    AuthRoleRevokePermissionRequest.newBuilder()
                            .setRole(role)
                            .setKey(range.get(0))
                            .setRangeEnd(range.get(1))
                            .build());
        } else {
            Permission.Type type = Permission.Type.forNumber(random.nextInt(3));
            permissions.put(range, type);
            auth.grant(role, type, range.get(0), range.get(1));
        }
    }

    private void changeUser(AuthSetUp auth, String user, String role) {
        if (model.users.get(user).remove(role)) {
            auth.expectOk(
                    EtcdMethods.AUTH_USER_REVOKE_ROLE,
                    AuthUserRevokeRoleRequest.newBuilder()
                            .setName(user)
                            .setRole(role)
                            .build());
        } else {
            model.users.get(user).add(role);
            auth.expectOk(
                    EtcdMethods.AUTH_USER_GRANT_ROLE,
                    AuthUserGrantRoleRequest.newBuilder()
                            .setUser(user)
                            .setRole(role)
                            .build());
        }
    }

    private void ask(CoreUnderTest core, AuthSetUp auth, String user, Message request, String where) throws Exception {
        boolean permitted = model.permits(user, request);
        String answer = AuthRequests.method(request) == EtcdMethods.WATCH
                ? watch(core, auth, user, request)
                : auth.ask(user, AuthRequests.method(request), request);
        if (answer.equals(EtcdError.DUPLICATE_KEY.text())) {
            return;
        }
        assertThat(answer)
                .as("%s: %s with %s of %s asks %s", where, user, model.users.get(user), model.roles, request)
                .isEqualTo(permitted ? "" : DENIED);
        verdicts.merge(permitted, 1, Integer::sum);
        if (permitted) {
            model.done(request);
            if (request instanceof LeaseRevokeRequest revoke) {
                grantLease(auth, revoke.getID());
            }
        }
    }

    private static String watch(CoreUnderTest core, AuthSetUp auth, String user, Message request) throws Exception {
        RecordedCall call = auth.open(user, EtcdMethods.WATCH, request);
        core.runUntil("the watch is answered", () -> !call.sent().isEmpty());
        call.cancel();
        WatchResponse response = WatchResponse.parseFrom(call.sent().getFirst());
        assertThat(response.getCreated()).isTrue();
        return response.getCancelReason().replace("rpc error: code = PermissionDenied desc = ", "");
    }
}
