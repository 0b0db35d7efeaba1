package dev.quoin.core.auth.rules;

import dev.quoin.protocol.method.EtcdMethods;

/** What each method needs, whatever its request says. What depends on the request is its handler's to check. */
public enum MethodRules {
    /** Nothing: the method is everybody's, or its handler checks the request. */
    NOTHING,
    /** A user, whoever it is. */
    USER,
    /** A user who may do everything. */
    ADMIN;

    /** The rule for a method. */
    public static MethodRules of(EtcdMethods method) {
        return switch (method) {
            case KV_COMPACT,
                    MEMBER_ADD,
                    MEMBER_REMOVE,
                    MEMBER_UPDATE,
                    MEMBER_PROMOTE,
                    MAINTENANCE_DEFRAGMENT,
                    MAINTENANCE_HASH,
                    MAINTENANCE_HASH_KV,
                    MAINTENANCE_SNAPSHOT,
                    MAINTENANCE_MOVE_LEADER,
                    MAINTENANCE_DOWNGRADE,
                    AUTH_ENABLE,
                    AUTH_DISABLE,
                    AUTH_USER_ADD,
                    AUTH_USER_LIST,
                    AUTH_USER_DELETE,
                    AUTH_USER_CHANGE_PASSWORD,
                    AUTH_USER_GRANT_ROLE,
                    AUTH_USER_REVOKE_ROLE,
                    AUTH_ROLE_ADD,
                    AUTH_ROLE_LIST,
                    AUTH_ROLE_DELETE,
                    AUTH_ROLE_GRANT_PERMISSION,
                    AUTH_ROLE_REVOKE_PERMISSION -> ADMIN;
            case LEASE_GRANT,
                    LEASE_REVOKE,
                    LEASE_TIME_TO_LIVE,
                    LEASE_LEASES,
                    MEMBER_LIST,
                    MAINTENANCE_STATUS,
                    MAINTENANCE_ALARM -> USER;
            case KV_RANGE, KV_RANGE_STREAM, KV_PUT, KV_DELETE_RANGE, KV_TXN, WATCH, LEASE_KEEP_ALIVE -> NOTHING;
            case AUTH_STATUS, AUTHENTICATE, AUTH_USER_GET, AUTH_ROLE_GET -> NOTHING;
            default -> NOTHING;
        };
    }
}
