package dev.quoin.tests.robustness.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.tests.harness.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A member whose data is not that of the others does not start with {@code InitialCorruptCheck}, and says why; one whose data is, does. The data differs because
 * the cluster has lived twice: it was put back to a copy, and something else was put at the same revision, but one member kept what it had.
 */
class InitialCheckIT {
    private static final int SIZE = 3;
    private static final int PUTS = 20;

    @TempDir
    Path folder;

    @Test
    void aMemberWithOtherDataDoesNotStart() {
        try (Members members = Members.founders(folder, SIZE)) {
            Member altered = members.get(SIZE - 1);
            members.start();
            put(members, "common");
            members.all().forEach(Member::stop);
            members.all().forEach(member -> copy(member.spec().dataDir(), before(member)));

            restart(members);
            put(members, "once");
            members.all().forEach(Member::stop);
            copy(altered.spec().dataDir(), other(altered));

            members.all()
                    .forEach(member -> replace(before(member), member.spec().dataDir()));
            restart(members);
            put(members, "twice");
            altered.stop();
            altered.spec().flag("--feature-gates", "InitialCorruptCheck=true");
            copy(altered.spec().dataDir(), before(altered).resolveSibling("sound"));
            replace(other(altered), altered.spec().dataDir());
            altered.launch();
            Node node = altered.node();
            node.awaitEnd();
            assertThat(node.exitCode()).isNotZero();
            assertThat(node.log().soFar())
                    .anyMatch(line -> line.contains("found different hash values from remote peer"))
                    .anyMatch(line -> line.contains("found data inconsistency with peers"))
                    .noneMatch(line -> line.contains("ready to serve client requests"));

            replace(before(altered).resolveSibling("sound"), altered.spec().dataDir());
            altered.start();
            assertThat(altered.node().log().soFar())
                    .anyMatch(line -> line.contains("initial corruption checking passed; no corruption"));
            members.requireEqualHashes(members.get(0).revision());
        }
    }

    private static void restart(Members members) {
        members.all().forEach(Member::launch);
        members.all().forEach(Member::awaitReady);
    }

    private static void put(Members members, String value) {
        try (MemberClient client = members.leader().client()) {
            for (int i = 0; i < PUTS; i++) {
                client.put("key" + i, value + i);
            }
            members.awaitRevision(client.revision());
        }
    }

    private Path before(Member member) {
        return folder.resolve("before-" + member);
    }

    private Path other(Member member) {
        return folder.resolve("other-" + member);
    }

    private static void replace(Path from, Path to) {
        delete(to);
        copy(from, to);
    }

    private static void delete(Path root) {
        walk(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException error) throws IOException {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void copy(Path from, Path to) {
        walk(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                Files.createDirectories(to.resolve(from.relativize(directory)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, to.resolve(from.relativize(file)));
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void walk(Path root, SimpleFileVisitor<Path> visitor) {
        try {
            Files.walkFileTree(root, visitor);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
