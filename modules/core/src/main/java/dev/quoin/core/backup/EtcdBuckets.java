package dev.quoin.core.backup;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** The names of etcd's buckets, and of the single values in them. */
final class EtcdBuckets {
    static final byte[] KEY = name("key");
    static final byte[] LEASE = name("lease");
    static final byte[] ALARM = name("alarm");
    static final byte[] CLUSTER = name("cluster");
    static final byte[] MEMBERS = name("members");
    static final byte[] MEMBERS_REMOVED = name("members_removed");
    static final byte[] AUTH = name("auth");
    static final byte[] AUTH_USERS = name("authUsers");
    static final byte[] AUTH_ROLES = name("authRoles");
    static final byte[] META = name("meta");

    /** In {@link #META}: the index of the last applied entry, eight bytes. */
    static final byte[] CONSISTENT_INDEX = name("consistent_index");
    /** In {@link #META}: the term of that entry, eight bytes. */
    static final byte[] TERM = name("term");
    /** In {@link #META}: the consensus configuration as JSON. */
    static final byte[] CONF_STATE = name("confState");
    /** In {@link #META}: the version of etcd whose fields are there, as text. */
    static final byte[] STORAGE_VERSION = name("storageVersion");
    /** In {@link #META}: the revision up to which history is to be removed. */
    static final byte[] SCHEDULED_COMPACT = name("scheduledCompactRev");
    /** In {@link #META}: the revision up to which history has been removed. */
    static final byte[] FINISHED_COMPACT = name("finishedCompactRev");

    /** In {@link #CLUSTER}: the version that all members understand, as text. */
    static final byte[] CLUSTER_VERSION = name("clusterVersion");
    /** In {@link #CLUSTER}: which downgrade is under way, as JSON. */
    static final byte[] DOWNGRADE = name("downgrade");

    /** The value of each row of {@link #MEMBERS_REMOVED}. */
    static final byte[] REMOVED = name("removed");

    private EtcdBuckets() {}

    static byte[] name(String text) {
        return text.getBytes(US_ASCII);
    }
}
