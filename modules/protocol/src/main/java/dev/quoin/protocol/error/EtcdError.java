package dev.quoin.protocol.error;

/**
 * Every error an etcd server answers with. Clients recognise an error by its text, so code and text are etcd's to the
 * letter, its spelling included.
 */
public enum EtcdError {
    EMPTY_KEY(GrpcCode.INVALID_ARGUMENT, "etcdserver: key is not provided"),
    KEY_NOT_FOUND(GrpcCode.INVALID_ARGUMENT, "etcdserver: key not found"),
    VALUE_PROVIDED(GrpcCode.INVALID_ARGUMENT, "etcdserver: value is provided"),
    LEASE_PROVIDED(GrpcCode.INVALID_ARGUMENT, "etcdserver: lease is provided"),
    TOO_MANY_OPS(GrpcCode.INVALID_ARGUMENT, "etcdserver: too many operations in txn request"),
    DUPLICATE_KEY(GrpcCode.INVALID_ARGUMENT, "etcdserver: duplicate key given in txn request"),
    INVALID_CLIENT_API_VERSION(GrpcCode.INVALID_ARGUMENT, "etcdserver: invalid client api version"),
    INVALID_SORT_OPTION(GrpcCode.INVALID_ARGUMENT, "etcdserver: invalid sort option"),
    COMPACTED(GrpcCode.OUT_OF_RANGE, "etcdserver: mvcc: required revision has been compacted"),
    FUTURE_REV(GrpcCode.OUT_OF_RANGE, "etcdserver: mvcc: required revision is a future revision"),
    NO_SPACE(GrpcCode.RESOURCE_EXHAUSTED, "etcdserver: mvcc: database space exceeded"),
    LEASE_NOT_FOUND(GrpcCode.NOT_FOUND, "etcdserver: requested lease not found"),
    LEASE_EXIST(GrpcCode.FAILED_PRECONDITION, "etcdserver: lease already exists"),
    LEASE_TTL_TOO_LARGE(GrpcCode.OUT_OF_RANGE, "etcdserver: too large lease TTL"),
    WATCH_CANCELED(GrpcCode.CANCELLED, "etcdserver: watch canceled"),
    MEMBER_EXIST(GrpcCode.FAILED_PRECONDITION, "etcdserver: member ID already exist"),
    PEER_URL_EXIST(GrpcCode.FAILED_PRECONDITION, "etcdserver: Peer URLs already exists"),
    MEMBER_NOT_ENOUGH_STARTED(
            GrpcCode.FAILED_PRECONDITION, "etcdserver: re-configuration failed due to not enough started members"),
    MEMBER_BAD_URLS(GrpcCode.INVALID_ARGUMENT, "etcdserver: given member URLs are invalid"),
    MEMBER_NOT_FOUND(GrpcCode.NOT_FOUND, "etcdserver: member not found"),
    MEMBER_NOT_LEARNER(GrpcCode.FAILED_PRECONDITION, "etcdserver: can only promote a learner member"),
    LEARNER_NOT_READY(
            GrpcCode.FAILED_PRECONDITION, "etcdserver: can only promote a learner member which is in sync with leader"),
    TOO_MANY_LEARNERS(GrpcCode.FAILED_PRECONDITION, "etcdserver: too many learner members in cluster"),
    CLUSTER_ID_MISMATCH(GrpcCode.FAILED_PRECONDITION, "etcdserver: cluster ID mismatch"),
    REQUEST_TOO_LARGE(GrpcCode.INVALID_ARGUMENT, "etcdserver: request is too large"),
    REQUEST_TOO_MANY_REQUESTS(GrpcCode.RESOURCE_EXHAUSTED, "etcdserver: too many requests"),
    ROOT_USER_NOT_EXIST(GrpcCode.FAILED_PRECONDITION, "etcdserver: root user does not exist"),
    ROOT_ROLE_NOT_EXIST(GrpcCode.FAILED_PRECONDITION, "etcdserver: root user does not have root role"),
    USER_ALREADY_EXIST(GrpcCode.FAILED_PRECONDITION, "etcdserver: user name already exists"),
    USER_EMPTY(GrpcCode.INVALID_ARGUMENT, "etcdserver: user name is empty"),
    USER_NOT_FOUND(GrpcCode.FAILED_PRECONDITION, "etcdserver: user name not found"),
    ROLE_ALREADY_EXIST(GrpcCode.FAILED_PRECONDITION, "etcdserver: role name already exists"),
    ROLE_NOT_FOUND(GrpcCode.FAILED_PRECONDITION, "etcdserver: role name not found"),
    ROLE_EMPTY(GrpcCode.INVALID_ARGUMENT, "etcdserver: role name is empty"),
    AUTH_FAILED(GrpcCode.INVALID_ARGUMENT, "etcdserver: authentication failed, invalid user ID or password"),
    PERMISSION_NOT_GIVEN(GrpcCode.INVALID_ARGUMENT, "etcdserver: permission not given"),
    PERMISSION_DENIED(GrpcCode.PERMISSION_DENIED, "etcdserver: permission denied"),
    ROLE_NOT_GRANTED(GrpcCode.FAILED_PRECONDITION, "etcdserver: role is not granted to the user"),
    PERMISSION_NOT_GRANTED(GrpcCode.FAILED_PRECONDITION, "etcdserver: permission is not granted to the role"),
    AUTH_NOT_ENABLED(GrpcCode.FAILED_PRECONDITION, "etcdserver: authentication is not enabled"),
    INVALID_AUTH_TOKEN(GrpcCode.UNAUTHENTICATED, "etcdserver: invalid auth token"),
    INVALID_AUTH_MGMT(GrpcCode.INVALID_ARGUMENT, "etcdserver: invalid auth management"),
    AUTH_OLD_REVISION(GrpcCode.INVALID_ARGUMENT, "etcdserver: revision of auth store is old"),
    NO_LEADER(GrpcCode.UNAVAILABLE, "etcdserver: no leader"),
    NOT_LEADER(GrpcCode.FAILED_PRECONDITION, "etcdserver: not leader"),
    LEADER_CHANGED(GrpcCode.UNAVAILABLE, "etcdserver: leader changed"),
    NOT_CAPABLE(GrpcCode.FAILED_PRECONDITION, "etcdserver: not capable"),
    STOPPED(GrpcCode.UNAVAILABLE, "etcdserver: server stopped"),
    TIMEOUT(GrpcCode.UNAVAILABLE, "etcdserver: request timed out"),
    TIMEOUT_DUE_TO_LEADER_FAIL(
            GrpcCode.UNAVAILABLE, "etcdserver: request timed out, possibly due to previous leader failure"),
    TIMEOUT_DUE_TO_CONNECTION_LOST(
            GrpcCode.UNAVAILABLE, "etcdserver: request timed out, possibly due to connection lost"),
    TIMEOUT_WAIT_APPLIED_INDEX(
            GrpcCode.UNAVAILABLE, "etcdserver: request timed out, waiting for the applied index took too long"),
    UNHEALTHY(GrpcCode.UNAVAILABLE, "etcdserver: unhealthy cluster"),
    CORRUPT(GrpcCode.DATA_LOSS, "etcdserver: corrupt cluster"),
    NOT_SUPPORTED_FOR_LEARNER(GrpcCode.FAILED_PRECONDITION, "etcdserver: rpc not supported for learner"),
    BAD_LEADER_TRANSFEREE(GrpcCode.FAILED_PRECONDITION, "etcdserver: bad leader transferee"),
    WRONG_DOWNGRADE_VERSION_FORMAT(GrpcCode.INVALID_ARGUMENT, "etcdserver: wrong downgrade target version format"),
    INVALID_DOWNGRADE_TARGET_VERSION(GrpcCode.INVALID_ARGUMENT, "etcdserver: invalid downgrade target version"),
    CLUSTER_VERSION_UNAVAILABLE(GrpcCode.FAILED_PRECONDITION, "etcdserver: cluster version not found during downgrade"),
    DOWNGRADE_IN_PROCESS(GrpcCode.FAILED_PRECONDITION, "etcdserver: cluster has a downgrade job in progress"),
    NO_INFLIGHT_DOWNGRADE(GrpcCode.FAILED_PRECONDITION, "etcdserver: no inflight downgrade job"),
    CANCELED(GrpcCode.CANCELLED, "etcdserver: request canceled"),
    DEADLINE_EXCEEDED(GrpcCode.DEADLINE_EXCEEDED, "etcdserver: context deadline exceeded");

    private final int code;
    private final String text;

    EtcdError(int code, String text) {
        this.code = code;
        this.text = text;
    }

    /** The gRPC status code, one of {@link GrpcCode}. */
    public int code() {
        return code;
    }

    /** The whole status message, without any detail of the request. */
    public String text() {
        return text;
    }
}
