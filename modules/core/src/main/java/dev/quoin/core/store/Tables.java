package dev.quoin.core.store;

import dev.quoin.api.storage.Table;
import java.util.List;

/** The tables of the store; {@code docs/formats/tables.md} describes their records byte by byte. */
public final class Tables {
    /** User key → the latest version, an encoded KeyValue. */
    public static final Table HEAD = new Table(0, "head");
    /** {@link HistoryKey} → a superseded version, or nothing for a deletion. */
    public static final Table HISTORY = new Table(1, "history");
    /** {@link LogRow} key (revision) → what happened to which key. */
    public static final Table LOG = new Table(2, "log");
    /** Lease id → grant. */
    public static final Table LEASE = new Table(3, "lease");
    /** Lease id, user key → nothing. */
    public static final Table LEASE_KEY = new Table(4, "lease_key");
    /** Single values, see {@link StoreMeta}. */
    public static final Table META = new Table(5, "meta");
    /** Member id → member. */
    public static final Table MEMBER = new Table(6, "member");
    /** Alarm type, member id → nothing. */
    public static final Table ALARM = new Table(7, "alarm");

    /** First key of a block of neighbouring keys → how many it has; see {@link BlockCounts}. */
    public static final Table COUNT = new Table(8, "count");

    /** Name of a setting → value: whether authentication is on, and the auth revision. */
    public static final Table AUTH = new Table(9, "auth");
    /** Name of a user → user. */
    public static final Table AUTH_USER = new Table(10, "auth_user");
    /** Name of a role → role. */
    public static final Table AUTH_ROLE = new Table(11, "auth_role");

    /** All tables, in the order of their ordinals. */
    public static final List<Table> ALL =
            List.of(HEAD, HISTORY, LOG, LEASE, LEASE_KEY, META, MEMBER, ALARM, COUNT, AUTH, AUTH_USER, AUTH_ROLE);

    private Tables() {}
}
