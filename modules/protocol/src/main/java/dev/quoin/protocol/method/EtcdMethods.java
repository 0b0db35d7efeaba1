package dev.quoin.protocol.method;

import static dev.quoin.protocol.method.MethodKind.BIDIRECTIONAL;
import static dev.quoin.protocol.method.MethodKind.SERVER_STREAM;
import static dev.quoin.protocol.method.MethodKind.UNARY;

import com.google.protobuf.Internal;
import com.google.protobuf.Message;
import dev.quoin.protocol.election.*;
import dev.quoin.protocol.health.*;
import dev.quoin.protocol.lock.*;
import dev.quoin.protocol.rpc.*;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Every method of the etcd v3 API, named by its service and itself. The message classes are loaded here but initialised
 * only when asked for: to do it for all of them at once costs a starting node 50 ms.
 */
public enum EtcdMethods {
    KV_RANGE("/etcdserverpb.KV/Range", UNARY, RangeRequest.class, RangeResponse.class),
    KV_RANGE_STREAM("/etcdserverpb.KV/RangeStream", SERVER_STREAM, RangeRequest.class, RangeStreamResponse.class),
    KV_PUT("/etcdserverpb.KV/Put", UNARY, PutRequest.class, PutResponse.class),
    KV_DELETE_RANGE("/etcdserverpb.KV/DeleteRange", UNARY, DeleteRangeRequest.class, DeleteRangeResponse.class),
    KV_TXN("/etcdserverpb.KV/Txn", UNARY, TxnRequest.class, TxnResponse.class),
    KV_COMPACT("/etcdserverpb.KV/Compact", UNARY, CompactionRequest.class, CompactionResponse.class),
    WATCH("/etcdserverpb.Watch/Watch", BIDIRECTIONAL, WatchRequest.class, WatchResponse.class),
    LEASE_GRANT("/etcdserverpb.Lease/LeaseGrant", UNARY, LeaseGrantRequest.class, LeaseGrantResponse.class),
    LEASE_REVOKE("/etcdserverpb.Lease/LeaseRevoke", UNARY, LeaseRevokeRequest.class, LeaseRevokeResponse.class),
    LEASE_KEEP_ALIVE(
            "/etcdserverpb.Lease/LeaseKeepAlive",
            BIDIRECTIONAL,
            LeaseKeepAliveRequest.class,
            LeaseKeepAliveResponse.class),
    LEASE_TIME_TO_LIVE(
            "/etcdserverpb.Lease/LeaseTimeToLive", UNARY, LeaseTimeToLiveRequest.class, LeaseTimeToLiveResponse.class),
    LEASE_LEASES("/etcdserverpb.Lease/LeaseLeases", UNARY, LeaseLeasesRequest.class, LeaseLeasesResponse.class),
    MEMBER_ADD("/etcdserverpb.Cluster/MemberAdd", UNARY, MemberAddRequest.class, MemberAddResponse.class),
    MEMBER_REMOVE("/etcdserverpb.Cluster/MemberRemove", UNARY, MemberRemoveRequest.class, MemberRemoveResponse.class),
    MEMBER_UPDATE("/etcdserverpb.Cluster/MemberUpdate", UNARY, MemberUpdateRequest.class, MemberUpdateResponse.class),
    MEMBER_LIST("/etcdserverpb.Cluster/MemberList", UNARY, MemberListRequest.class, MemberListResponse.class),
    MEMBER_PROMOTE(
            "/etcdserverpb.Cluster/MemberPromote", UNARY, MemberPromoteRequest.class, MemberPromoteResponse.class),
    MAINTENANCE_ALARM("/etcdserverpb.Maintenance/Alarm", UNARY, AlarmRequest.class, AlarmResponse.class),
    MAINTENANCE_STATUS("/etcdserverpb.Maintenance/Status", UNARY, StatusRequest.class, StatusResponse.class),
    MAINTENANCE_DEFRAGMENT(
            "/etcdserverpb.Maintenance/Defragment", UNARY, DefragmentRequest.class, DefragmentResponse.class),
    MAINTENANCE_HASH("/etcdserverpb.Maintenance/Hash", UNARY, HashRequest.class, HashResponse.class),
    MAINTENANCE_HASH_KV("/etcdserverpb.Maintenance/HashKV", UNARY, HashKVRequest.class, HashKVResponse.class),
    MAINTENANCE_SNAPSHOT(
            "/etcdserverpb.Maintenance/Snapshot", SERVER_STREAM, SnapshotRequest.class, SnapshotResponse.class),
    MAINTENANCE_MOVE_LEADER(
            "/etcdserverpb.Maintenance/MoveLeader", UNARY, MoveLeaderRequest.class, MoveLeaderResponse.class),
    MAINTENANCE_DOWNGRADE(
            "/etcdserverpb.Maintenance/Downgrade", UNARY, DowngradeRequest.class, DowngradeResponse.class),
    AUTH_ENABLE("/etcdserverpb.Auth/AuthEnable", UNARY, AuthEnableRequest.class, AuthEnableResponse.class),
    AUTH_DISABLE("/etcdserverpb.Auth/AuthDisable", UNARY, AuthDisableRequest.class, AuthDisableResponse.class),
    AUTH_STATUS("/etcdserverpb.Auth/AuthStatus", UNARY, AuthStatusRequest.class, AuthStatusResponse.class),
    AUTHENTICATE("/etcdserverpb.Auth/Authenticate", UNARY, AuthenticateRequest.class, AuthenticateResponse.class),
    AUTH_USER_ADD("/etcdserverpb.Auth/UserAdd", UNARY, AuthUserAddRequest.class, AuthUserAddResponse.class),
    AUTH_USER_GET("/etcdserverpb.Auth/UserGet", UNARY, AuthUserGetRequest.class, AuthUserGetResponse.class),
    AUTH_USER_LIST("/etcdserverpb.Auth/UserList", UNARY, AuthUserListRequest.class, AuthUserListResponse.class),
    AUTH_USER_DELETE("/etcdserverpb.Auth/UserDelete", UNARY, AuthUserDeleteRequest.class, AuthUserDeleteResponse.class),
    AUTH_USER_CHANGE_PASSWORD(
            "/etcdserverpb.Auth/UserChangePassword",
            UNARY,
            AuthUserChangePasswordRequest.class,
            AuthUserChangePasswordResponse.class),
    AUTH_USER_GRANT_ROLE(
            "/etcdserverpb.Auth/UserGrantRole", UNARY, AuthUserGrantRoleRequest.class, AuthUserGrantRoleResponse.class),
    AUTH_USER_REVOKE_ROLE(
            "/etcdserverpb.Auth/UserRevokeRole",
            UNARY,
            AuthUserRevokeRoleRequest.class,
            AuthUserRevokeRoleResponse.class),
    AUTH_ROLE_ADD("/etcdserverpb.Auth/RoleAdd", UNARY, AuthRoleAddRequest.class, AuthRoleAddResponse.class),
    AUTH_ROLE_GET("/etcdserverpb.Auth/RoleGet", UNARY, AuthRoleGetRequest.class, AuthRoleGetResponse.class),
    AUTH_ROLE_LIST("/etcdserverpb.Auth/RoleList", UNARY, AuthRoleListRequest.class, AuthRoleListResponse.class),
    AUTH_ROLE_DELETE("/etcdserverpb.Auth/RoleDelete", UNARY, AuthRoleDeleteRequest.class, AuthRoleDeleteResponse.class),
    AUTH_ROLE_GRANT_PERMISSION(
            "/etcdserverpb.Auth/RoleGrantPermission",
            UNARY,
            AuthRoleGrantPermissionRequest.class,
            AuthRoleGrantPermissionResponse.class),
    AUTH_ROLE_REVOKE_PERMISSION(
            "/etcdserverpb.Auth/RoleRevokePermission",
            UNARY,
            AuthRoleRevokePermissionRequest.class,
            AuthRoleRevokePermissionResponse.class),
    ELECTION_CAMPAIGN("/v3electionpb.Election/Campaign", UNARY, CampaignRequest.class, CampaignResponse.class),
    ELECTION_PROCLAIM("/v3electionpb.Election/Proclaim", UNARY, ProclaimRequest.class, ProclaimResponse.class),
    ELECTION_LEADER("/v3electionpb.Election/Leader", UNARY, LeaderRequest.class, LeaderResponse.class),
    ELECTION_OBSERVE("/v3electionpb.Election/Observe", SERVER_STREAM, LeaderRequest.class, LeaderResponse.class),
    ELECTION_RESIGN("/v3electionpb.Election/Resign", UNARY, ResignRequest.class, ResignResponse.class),
    LOCK_LOCK("/v3lockpb.Lock/Lock", UNARY, LockRequest.class, LockResponse.class),
    LOCK_UNLOCK("/v3lockpb.Lock/Unlock", UNARY, UnlockRequest.class, UnlockResponse.class),
    HEALTH_CHECK("/grpc.health.v1.Health/Check", UNARY, HealthCheckRequest.class, HealthCheckResponse.class),
    HEALTH_LIST("/grpc.health.v1.Health/List", UNARY, HealthListRequest.class, HealthListResponse.class),
    HEALTH_WATCH("/grpc.health.v1.Health/Watch", SERVER_STREAM, HealthCheckRequest.class, HealthCheckResponse.class);

    private static final Map<String, EtcdMethods> BY_PATH =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(EtcdMethods::path, Function.identity()));

    private final String path;
    private final MethodKind kind;
    private final Class<? extends Message> request;
    private final Class<? extends Message> response;

    EtcdMethods(String path, MethodKind kind, Class<? extends Message> request, Class<? extends Message> response) {
        this.path = path;
        this.kind = kind;
        this.request = request;
        this.response = response;
    }

    /** The method of a path such as {@code /etcdserverpb.KV/Range}, or null if the API has none of that path. */
    public static @Nullable EtcdMethods find(String path) {
        return BY_PATH.get(path);
    }

    /** What stands in the {@code :path} header of a call. */
    public String path() {
        return path;
    }

    /** Which side sends a stream. */
    public MethodKind kind() {
        return kind;
    }

    /** The empty request: its parser reads one, its descriptor names the fields. Found by reflection; keep it. */
    public Message request() {
        return Internal.getDefaultInstance(request);
    }

    /** The empty response. Found by reflection; keep it. */
    public Message response() {
        return Internal.getDefaultInstance(response);
    }
}
