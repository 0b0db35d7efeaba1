package dev.quoin.transport.http.gateway;

import dev.quoin.protocol.method.EtcdMethods;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The paths of etcd's gateway. */
final class Routes {
    private static final Map<String, EtcdMethods> METHODS = new HashMap<>();

    static {
        keys();
        cluster();
        auth();
        concurrency();
    }

    private Routes() {}

    /** The method behind a path, or null. */
    static @Nullable EtcdMethods find(String path) {
        return METHODS.get(path);
    }

    private static void keys() {
        add("kv/range", EtcdMethods.KV_RANGE);
        add("kv/put", EtcdMethods.KV_PUT);
        add("kv/deleterange", EtcdMethods.KV_DELETE_RANGE);
        add("kv/txn", EtcdMethods.KV_TXN);
        add("kv/compaction", EtcdMethods.KV_COMPACT);
        add("watch", EtcdMethods.WATCH);
        add("lease/grant", EtcdMethods.LEASE_GRANT);
        add("lease/keepalive", EtcdMethods.LEASE_KEEP_ALIVE);
        add("lease/revoke", EtcdMethods.LEASE_REVOKE);
        add("lease/timetolive", EtcdMethods.LEASE_TIME_TO_LIVE);
        add("lease/leases", EtcdMethods.LEASE_LEASES);
        // Where these three were at first.
        add("kv/lease/revoke", EtcdMethods.LEASE_REVOKE);
        add("kv/lease/timetolive", EtcdMethods.LEASE_TIME_TO_LIVE);
        add("kv/lease/leases", EtcdMethods.LEASE_LEASES);
    }

    private static void cluster() {
        add("cluster/member/add", EtcdMethods.MEMBER_ADD);
        add("cluster/member/remove", EtcdMethods.MEMBER_REMOVE);
        add("cluster/member/update", EtcdMethods.MEMBER_UPDATE);
        add("cluster/member/list", EtcdMethods.MEMBER_LIST);
        add("cluster/member/promote", EtcdMethods.MEMBER_PROMOTE);
        add("maintenance/alarm", EtcdMethods.MAINTENANCE_ALARM);
        add("maintenance/status", EtcdMethods.MAINTENANCE_STATUS);
        add("maintenance/defragment", EtcdMethods.MAINTENANCE_DEFRAGMENT);
        add("maintenance/hash", EtcdMethods.MAINTENANCE_HASH);
        add("maintenance/hashkv", EtcdMethods.MAINTENANCE_HASH_KV);
        add("maintenance/snapshot", EtcdMethods.MAINTENANCE_SNAPSHOT);
        add("maintenance/transfer-leadership", EtcdMethods.MAINTENANCE_MOVE_LEADER);
        add("maintenance/downgrade", EtcdMethods.MAINTENANCE_DOWNGRADE);
    }

    private static void auth() {
        add("auth/enable", EtcdMethods.AUTH_ENABLE);
        add("auth/disable", EtcdMethods.AUTH_DISABLE);
        add("auth/status", EtcdMethods.AUTH_STATUS);
        add("auth/authenticate", EtcdMethods.AUTHENTICATE);
        add("auth/user/add", EtcdMethods.AUTH_USER_ADD);
        add("auth/user/get", EtcdMethods.AUTH_USER_GET);
        add("auth/user/list", EtcdMethods.AUTH_USER_LIST);
        add("auth/user/delete", EtcdMethods.AUTH_USER_DELETE);
        add("auth/user/changepw", EtcdMethods.AUTH_USER_CHANGE_PASSWORD);
        add("auth/user/grant", EtcdMethods.AUTH_USER_GRANT_ROLE);
        add("auth/user/revoke", EtcdMethods.AUTH_USER_REVOKE_ROLE);
        add("auth/role/add", EtcdMethods.AUTH_ROLE_ADD);
        add("auth/role/get", EtcdMethods.AUTH_ROLE_GET);
        add("auth/role/list", EtcdMethods.AUTH_ROLE_LIST);
        add("auth/role/delete", EtcdMethods.AUTH_ROLE_DELETE);
        add("auth/role/grant", EtcdMethods.AUTH_ROLE_GRANT_PERMISSION);
        add("auth/role/revoke", EtcdMethods.AUTH_ROLE_REVOKE_PERMISSION);
    }

    private static void concurrency() {
        add("lock/lock", EtcdMethods.LOCK_LOCK);
        add("lock/unlock", EtcdMethods.LOCK_UNLOCK);
        add("election/campaign", EtcdMethods.ELECTION_CAMPAIGN);
        add("election/proclaim", EtcdMethods.ELECTION_PROCLAIM);
        add("election/leader", EtcdMethods.ELECTION_LEADER);
        add("election/observe", EtcdMethods.ELECTION_OBSERVE);
        add("election/resign", EtcdMethods.ELECTION_RESIGN);
    }

    private static void add(String path, EtcdMethods method) {
        METHODS.put("/v3/" + path, method);
    }
}
