package dev.quoin.tests.robustness.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.tests.harness.CommandResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Members that come back when they should not: without their data, or after they were removed. */
class ComeBackIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @Test
    void withAnEmptyDirectoryItIsRefused() {
        try (Members members = Members.start(folder, 3)) {
            Member forgetful = members.others(members.leader()).getFirst();
            String id = Long.toHexString(forgetful.id());
            forgetful.kill();
            delete(forgetful.spec().dataDir());
            CommandResult result = forgetful.spec().command().run("", PATIENCE);
            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.errors()).contains("member " + id + " has already been bootstrapped");
            goesOn(members);
        }
    }

    @Test
    void afterItsRemovalItEndsByItselfAlsoWhenTheOthersWereRestarted() {
        try (Members members = Members.start(folder, 3)) {
            Member removed = removeWhileDown(members);
            members.all().forEach(Member::stop);
            members.all().forEach(Member::launch);
            members.all().forEach(Member::awaitReady);
            removed.launch();
            ends(removed);
            goesOn(members);
        }
    }

    private static Member removeWhileDown(Members members) {
        Member removed = members.others(members.leader()).getFirst();
        long id = removed.id();
        removed.kill();
        members.left(removed);
        new Membership(members).remove(id);
        return removed;
    }

    private static void ends(Member member) {
        member.node().awaitEnd();
        assertThat(member.node().exitCode()).as(member.node().lastWords()).isZero();
        assertThat(member.node().log().soFar()).anyMatch(line -> line.contains("permanently removed"));
    }

    private static void goesOn(Members members) {
        try (MemberClient client = members.leader().client()) {
            members.requireEqualHashes(client.put("still", "there"));
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
