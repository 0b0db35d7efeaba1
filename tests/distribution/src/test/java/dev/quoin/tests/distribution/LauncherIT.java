package dev.quoin.tests.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the launcher does, and what it was built with. */
class LauncherIT {
    @TempDir
    private Path folder;

    private final Tree tree = Tree.built();

    @AfterEach
    void unlink() throws IOException {
        Tree.unlink(folder);
    }

    @Test
    void theVersionIsEtcdsThenOursAndNeedsNoJava() throws Exception {
        ProcessBuilder command = tree.command("--version");
        command.environment().put("JAVA_HOME", "/nowhere");
        // Enough for the shell script; there is no java in it.
        Path bin = Files.createDirectory(folder.resolve("bin"));
        for (String tool : new String[] {"sh", "cat", "uname", "tr", "readlink", "dirname"}) {
            Files.createSymbolicLink(bin.resolve(tool), Path.of("/usr/bin", tool));
        }
        command.environment().put("PATH", bin.toString());
        Outcome outcome = Outcome.of(command);
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.errors()).isEmpty();
        assertThat(outcome.output().lines())
                .hasSize(5)
                .satisfies(lines -> assertThat(lines.getFirst()).isEqualTo("etcd Version: 3.7.1"))
                .satisfies(lines -> assertThat(lines.getLast()).startsWith("Quoin Version: "))
                .anyMatch(line -> line.matches("Go OS/Arch: linux/.+"));
    }

    @Test
    void linksAndOtherFoldersDoNotConfuseIt() throws Exception {
        Path link =
                Files.createSymbolicLink(folder.resolve("my-quoin"), tree.home().resolve("compat/bin/etcd"));
        Outcome outcome = Outcome.of(new ProcessBuilder(link.toString(), "--version").directory(folder.toFile()));
        assertThat(outcome.output()).startsWith("etcd Version: ");
    }

    @Test
    void helpShowsEveryKeyOfNodeAndPlugins() throws Exception {
        Outcome outcome = Outcome.of(tree.command("--help"));
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.output())
                .contains("--listen-client-urls <list>  (http://localhost:2379)")
                .contains("--log-level <debug|info|warn|error|panic|fatal>  (info)")
                .contains("quoin utl log dump")
                .contains("Flags of plugin rocksdb:");
    }

    @Test
    void pluginsAreListedWithWhereTheyAreAndWhatTheyTake() throws Exception {
        Outcome outcome = Outcome.of(tree.command("plugins"));
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.errors()).isEmpty();
        assertThat(outcome.output())
                .containsPattern(
                        "backend +rocksdb +\\S+ +dev.quoin.backend.rocksdb +plugins/rocksdb/quoin-backend-rocksdb-\\S+.jar")
                .containsPattern("consensus +raft +\\S+ +dev.quoin.consensus.raft +plugins/raft/")
                .containsPattern("transport +grpc +\\S+ +dev.quoin.transport.grpc +plugins/grpc/")
                .contains("--rocksdb-block-size <bytes, 1KiB to 16MiB>");
    }

    @Test
    void theCacheMadeByTheBuildFitsAndOneThatDoesNotIsPassedOverInSilence() throws Exception {
        ProcessBuilder strict = tree.command("plugins");
        // With this, java ends when its cache cannot be used.
        strict.environment().put("QUOIN_JAVA_OPTS", "-XX:AOTMode=on");
        assertThat(Outcome.of(strict)).extracting(Outcome::exitCode).isEqualTo(0);
        Tree moved = Tree.copyTo(folder.resolve("moved"));
        assertThat(moved.home().resolve("lib/aot")).isNotEmptyDirectory();
        Outcome outcome = Outcome.of(moved.command("plugins"));
        assertThat(outcome.errors()).isEmpty();
        assertThat(outcome.output()).containsPattern("backend +rocksdb");
    }

    /** They leave no room for what the cache holds. */
    @ParameterizedTest
    @ValueSource(strings = {"-Xmn96m", "-Xmn31m", "-XX:NewSize=96m"})
    void sizesOfTheYoungGenerationAreTaken(String option) throws Exception {
        ProcessBuilder command = tree.command("plugins");
        command.environment().put("QUOIN_JAVA_OPTS", option);
        Outcome outcome = Outcome.of(command);
        assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
        assertThat(outcome.output()).containsPattern("backend +rocksdb");
    }

    @Test
    void noModuleIsInTwoFolders() {
        Map<String, Path> whereIs = new TreeMap<>();
        for (Path part : Tree.list(tree.home().resolve("plugins"))) {
            add(whereIs, part);
        }
        add(whereIs, tree.home().resolve("lib"));
        assertThat(whereIs).hasSizeGreaterThan(20);
    }

    private static void add(Map<String, Path> whereIs, Path part) {
        for (ModuleReference module : ModuleFinder.of(part).findAll()) {
            Path before = whereIs.put(module.descriptor().name(), part);
            assertThat(before)
                    .as("the other folder with " + module.descriptor().name())
                    .isNull();
        }
    }
}
