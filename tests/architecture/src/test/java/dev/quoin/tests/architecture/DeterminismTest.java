package dev.quoin.tests.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a simulator must be able to put in place of the real thing is never taken from the JDK directly. */
class DeterminismTest {
    private static final String ALGORITHM = "dev.quoin.consensus.raft.algorithm..";

    private static final Set<String> CLOCKS = Set.of(
            "java.lang.System.nanoTime",
            "java.lang.System.currentTimeMillis",
            "java.time.Instant.now",
            "java.time.LocalDate.now",
            "java.time.LocalDateTime.now",
            "java.time.LocalTime.now",
            "java.time.OffsetDateTime.now",
            "java.time.ZonedDateTime.now");

    private static final Set<String> CHANCE =
            Set.of("java.lang.Math.random", "java.util.UUID.randomUUID", "java.util.Collections.shuffle");

    private static final Set<String> THREADS = Set.of(
            "java.lang.Thread.<init>",
            "java.lang.Thread.start",
            "java.lang.Thread.startVirtualThread",
            "java.lang.Thread.ofPlatform",
            "java.lang.Thread.ofVirtual",
            "java.lang.Thread.sleep",
            "java.lang.Runtime.addShutdownHook",
            "java.util.concurrent.CompletableFuture.delayedExecutor",
            "java.util.concurrent.CompletableFuture.orTimeout",
            "java.util.concurrent.CompletableFuture.completeOnTimeout");

    private static final Set<String> SOURCES = Set.of(
            "java.io.File",
            "java.io.FileInputStream",
            "java.io.FileOutputStream",
            "java.io.RandomAccessFile",
            "java.nio.channels.AsynchronousFileChannel",
            "java.nio.channels.FileChannel",
            "java.nio.file.Files",
            "java.security.SecureRandom",
            "java.time.Clock",
            "java.util.Random",
            "java.util.SplittableRandom",
            "java.util.Timer",
            "java.util.concurrent.Executors",
            "java.util.concurrent.ForkJoinPool",
            "java.util.concurrent.ScheduledThreadPoolExecutor",
            "java.util.concurrent.ThreadLocalRandom",
            "java.util.concurrent.ThreadPoolExecutor");

    /** Rooms whose tools work on files of etcd that an operator names, while no member runs on them. No simulator runs these. */
    private static final String[] OFFLINE_ROOMS = {
        "dev.quoin.core.backup..", "dev.quoin.core.bbolt..", "dev.quoin.core.etcdwal.."
    };

    static Set<Part> deterministicParts() {
        return Part.DETERMINISTIC;
    }

    @ParameterizedTest
    @MethodSource("deterministicParts")
    void takesTimeThreadsChanceAndFilesFromItsHost(Part part) {
        var inPart = noClasses().that().resideInAPackage(part.packages());
        House.check(inPart.should().accessTargetWhere(oneOf("read a clock", CLOCKS)));
        House.check(inPart.should().accessTargetWhere(oneOf("draw from chance", CHANCE)));
        House.check(inPart.should().accessTargetWhere(oneOf("start or stop threads", THREADS)));
        House.check(inPart.should().accessTargetWhere(runsOnTheCommonPool()));
        House.check(inPart.and().resideOutsideOfPackages(OFFLINE_ROOMS).should().dependOnClassesThat(named(SOURCES)));
    }

    @Test
    void theAlgorithmIsAPureFunctionOfStateAndInput() {
        House.check(noClasses().that().resideInAPackage(ALGORITHM).should().dependOnClassesThat(reachOutside()));
    }

    private static DescribedPredicate<JavaClass> reachOutside() {
        return describe("do I/O, know threads, clocks or chance, or log", type -> {
            String name = type.getName();
            return named(SOURCES).test(type)
                    || name.equals("java.lang.Thread")
                    || name.startsWith("java.lang.Thread$")
                    || (name.startsWith("java.io.") && !name.equals("java.io.Serializable"))
                    || (name.startsWith("java.time.") && !name.equals("java.time.Duration"))
                    || name.startsWith("java.net.")
                    || name.startsWith("java.nio.channels.")
                    || name.startsWith("java.nio.file.")
                    || name.startsWith("java.util.concurrent.")
                    || name.startsWith("java.util.random.")
                    || name.startsWith("dev.quoin.api.host.")
                    || name.startsWith("org.jctools.")
                    || name.startsWith("org.slf4j.");
        });
    }

    private static DescribedPredicate<JavaClass> named(Set<String> names) {
        return describe("are one of " + names, type -> names.contains(type.getName()));
    }

    private static DescribedPredicate<JavaAccess<?>> oneOf(String what, Set<String> members) {
        return describe(
                what,
                access -> members.contains(access.getTargetOwner().getName() + "."
                        + access.getTarget().getName()));
    }

    /** The variants without an executor run on the JVM's common pool, which no simulator controls. */
    private static DescribedPredicate<JavaAccess<?>> runsOnTheCommonPool() {
        return describe("complete a stage on the common pool", access -> {
            String name = access.getTarget().getName();
            return access.getTargetOwner().getName().startsWith("java.util.concurrent.Completa")
                    && name.endsWith("Async")
                    && !access.getTarget().getFullName().contains("java.util.concurrent.Executor");
        });
    }
}
