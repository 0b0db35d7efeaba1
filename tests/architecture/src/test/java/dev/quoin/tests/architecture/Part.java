package dev.quoin.tests.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The parts of the house: package root, the least number of classes expected there, and whom each may know.
 *
 * <p>A rule over no classes always passes. So each part has a minimum, close below what is there and raised as code arrives; a rule that
 * finds nothing to check fails. {@code -Dquoin.architecture.counts=true} prints the counts of today.
 */
enum Part {
    API("dev.quoin.api", 70),
    PROTOCOL("dev.quoin.protocol", 600),
    CORE("dev.quoin.core", 220, API, PROTOCOL),
    CONSENSUS_RAFT("dev.quoin.consensus.raft", 180, API),
    BACKEND_SUPPORT("dev.quoin.backend.support", 20, API),
    BACKEND_ROCKSDB("dev.quoin.backend.rocksdb", 20, API, BACKEND_SUPPORT),
    BACKEND_LMDB("dev.quoin.backend.lmdb", 24, API, BACKEND_SUPPORT),
    BACKEND_MAPDB("dev.quoin.backend.mapdb", 17, API, BACKEND_SUPPORT),
    NET("dev.quoin.net", 20, API),
    TRANSPORT_GRPC("dev.quoin.transport.grpc", 60, API, NET),
    AUTH_TLS("dev.quoin.auth.tls", 20, API),
    TRANSPORT_HTTP("dev.quoin.transport.http", 25, API, NET, PROTOCOL),
    AUTH_OIDC("dev.quoin.auth.oidc", 8, API),
    TESTKIT("dev.quoin.testkit", 150, API, PROTOCOL),
    CTL("dev.quoin.ctl", 90, PROTOCOL),
    DISTRIBUTION("dev.quoin.distribution", 80, API, CORE, BACKEND_SUPPORT, NET);

    /** Parts that are found by ServiceLoader: they provide, and export nothing. */
    static final Set<Part> PLUGINS = EnumSet.of(
            CONSENSUS_RAFT,
            BACKEND_ROCKSDB,
            BACKEND_LMDB,
            BACKEND_MAPDB,
            TRANSPORT_GRPC,
            TRANSPORT_HTTP,
            AUTH_TLS,
            AUTH_OIDC);

    /** Parts that a simulator runs in virtual time: they take time, threads, randomness and files from their host. */
    static final Set<Part> DETERMINISTIC = EnumSet.of(CORE, CONSENSUS_RAFT);

    /** The package root, which is also the name of the module. */
    final String root;

    final int minimumClasses;

    @SuppressWarnings("ImmutableEnumChecker") // never written, never handed out
    private final Part[] known;

    Part(String root, int minimumClasses, Part... known) {
        this.root = root;
        this.minimumClasses = minimumClasses;
        this.known = known;
    }

    static Optional<Part> of(JavaClass type) {
        return Arrays.stream(values())
                .filter(part -> part.owns(type.getPackageName()))
                .findFirst();
    }

    static Optional<Part> ofModule(String moduleName) {
        return Arrays.stream(values())
                .filter(part -> part.root.equals(moduleName))
                .findFirst();
    }

    boolean owns(String packageName) {
        return packageName.equals(root) || packageName.startsWith(root + ".");
    }

    boolean mayKnow(Part other) {
        return other == this || Arrays.asList(known).contains(other);
    }

    /** The root and all below it, in ArchUnit's notation. */
    String packages() {
        return root + "..";
    }
}
