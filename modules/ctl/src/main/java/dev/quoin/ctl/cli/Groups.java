package dev.quoin.ctl.cli;

import java.util.List;

/** The titles under which the help lists the commands. */
public final class Groups {
    public static final String KEYS = "Key-value commands";
    public static final String CLUSTER = "Cluster maintenance commands";
    public static final String CONCURRENCY = "Concurrency commands";
    public static final String AUTHENTICATION = "Authentication commands";
    public static final String OVERVIEW = "Commands beyond etcdctl";
    public static final String UTILITY = "Utility commands";

    static final List<String> ORDER = List.of(KEYS, CLUSTER, CONCURRENCY, AUTHENTICATION, OVERVIEW, UTILITY);

    private Groups() {}
}
