package dev.quoin.tests.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plugins that somebody else built are dropped in, found, listed and used; and mistakes with them are named. */
class ThirdPartyIT {
    private static final String SERVICE = "META-INF/services/dev.quoin.api.storage.StorageBackendProvider";
    private static final String MODULE = """
            module com.example.treemap {
                requires dev.quoin.api;
                provides dev.quoin.api.storage.StorageBackendProvider with com.example.treemap.TreeMapProvider;
            }
            """;

    @TempDir
    private Path folder;

    private Tree tree;

    @BeforeEach
    void copy() throws IOException {
        tree = Tree.copyTo(folder.resolve("quoin"));
    }

    @AfterEach
    void unlink() throws IOException {
        Tree.unlink(folder);
    }

    @Test
    void aJarWithAModuleDescriptorIsListedAndUsed() throws Exception {
        treemap().text("module-info.java", MODULE).jar(tree.plugin("treemap.jar"));
        assertThat(listed())
                .containsPattern("backend +treemap +- +com.example.treemap +plugins/treemap.jar")
                .contains(
                        "A tree map in memory.",
                        "--treemap-motto <text>  (green)  Said when opened.",
                        "capabilities: none")
                .containsPattern("backend +rocksdb ");
        assertServesFrom("--treemap-motto=blue", "growing blue");
    }

    @Test
    void aJarWithoutDescriptorIsListedAndUsed() throws Exception {
        treemap().text(SERVICE, "com.example.treemap.TreeMapProvider\n").jar(tree.plugin("treemap.jar"));
        assertThat(listed()).containsPattern("backend +treemap +- +- +plugins/treemap.jar");
        assertServesFrom("--treemap-motto=red", "growing red");
    }

    @Test
    void aFolderBringsDependenciesOfItsOwnEvenWithoutDescriptors() throws Exception {
        // org.jctools.core is in lib too; the plugin's own must win, and an automatic module must not see both.
        Path library = PluginBuild.in(folder)
                .source("com/example/library/Library.java", "VERSION", "its own")
                .text("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\nAutomatic-Module-Name: org.jctools.core\n\n")
                .jar(tree.plugin("treemap/library-1.0.jar"));
        treemap("config.text(\"motto\")", "com.example.library.Library.version()")
                .text("module-info.java", MODULE.replace("requires", "requires org.jctools.core;\n    requires"))
                .against(library)
                .jar(tree.plugin("treemap/treemap-2.1.jar"));
        assertThat(listed())
                .containsPattern("backend +treemap +- +com.example.treemap +plugins/treemap/treemap-2.1.jar");
        assertServesFrom("--treemap-motto=unused", "growing its own");
    }

    @Test
    void aBackendBundlesThePartsThatBackendsShare() throws Exception {
        // They are in lib too, for the backends that come with the distribution; the plugin's own must win.
        Path parts = Tree.built().jar("lib", "quoin-backend-support");
        Files.createDirectories(tree.plugin("treemap"));
        Files.copy(parts, tree.plugin("treemap/quoin-backend-support.jar"));
        treemap(
                        "config.text(\"motto\")",
                        "(dev.quoin.backend.support.Bytes.class.getModule().getLayer() == ModuleLayer.boot()"
                                + " ? \"out of lib\" : \"its own\")")
                .text(
                        "module-info.java",
                        MODULE.replace("dev.quoin.api;", "dev.quoin.api;\n    requires dev.quoin.backend.support;"))
                .against(parts)
                .jar(tree.plugin("treemap/treemap-2.1.jar"));
        assertServesFrom("--treemap-motto=unused", "growing its own");
    }

    @Test
    void jarsWithoutDescriptorSeeEachOtherTheJdkAndTheirServices() throws Exception {
        Path spi = PluginBuild.in(folder)
                .source("com/example/spi/Motto.java")
                .text("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\nAutomatic-Module-Name: com.example.spi\n\n")
                .jar(tree.plugin("treemap/spi-1.0.jar"));
        PluginBuild.in(folder)
                .source("com/example/words/Words.java")
                .text("META-INF/services/com.example.spi.Motto", "com.example.words.Words\n")
                .against(spi)
                .jar(tree.plugin("treemap/words-1.0.jar"));
        treemap("config.text(\"motto\")", "com.example.spi.Motto.find()")
                .text("module-info.java", MODULE.replace("requires", "requires com.example.spi;\n    requires"))
                .against(spi)
                .jar(tree.plugin("treemap/treemap-2.1.jar"));
        assertServesFrom("--treemap-motto=unused", "growing by service");
    }

    @Test
    void twoPluginsOfOneNameFailNamingBoth() throws Exception {
        treemap("com.example.treemap", "com.example.one")
                .text(SERVICE, "com.example.one.TreeMapProvider\n")
                .jar(tree.plugin("one.jar"));
        treemap("com.example.treemap", "com.example.two")
                .text(SERVICE, "com.example.two.TreeMapProvider\n")
                .jar(tree.plugin("two.jar"));
        assertFails(
                plugins(),
                "two plugins provide backend \"treemap\": " + tree.plugin("one.jar") + " and "
                        + tree.plugin("two.jar"));
        assertFails(
                node("--backend=treemap"),
                "two plugins provide backend \"treemap\": " + tree.plugin("one.jar") + " and "
                        + tree.plugin("two.jar"));
    }

    @Test
    void oneModuleInTwoPluginsFailsNamingBoth() throws Exception {
        treemap().text("module-info.java", MODULE).jar(tree.plugin("a-1.0.jar"));
        treemap().text("module-info.java", MODULE).jar(tree.plugin("b/a-1.1.jar"));
        assertFails(
                plugins(),
                "module com.example.treemap is there twice: " + tree.plugin("a-1.0.jar") + " and "
                        + tree.plugin("b/a-1.1.jar"));
    }

    @Test
    void oneModuleInTwoJarsOfAPluginFailsNamingBoth() throws Exception {
        treemap().text("module-info.java", MODULE).jar(tree.plugin("a/a-1.0.jar"));
        treemap().text("module-info.java", MODULE).jar(tree.plugin("a/a-1.1.jar"));
        assertFails(
                plugins(),
                "module com.example.treemap is in two jars of plugin " + tree.plugin("a") + ": "
                        + tree.plugin("a/a-1.0.jar") + " and " + tree.plugin("a/a-1.1.jar"));
    }

    @Test
    void aJarThatProvidesNothingIsNamed() throws Exception {
        PluginBuild.in(folder).source("com/example/library/Library.java").jar(tree.plugin("library.jar"));
        assertFails(
                node(),
                "plugin " + tree.plugin("library.jar")
                        + " provides nothing: neither a module descriptor nor META-INF/services"
                        + " names a provider of Quoin's extension points");
    }

    @Test
    void aPluginThatCannotBeLoadedIsNamed() throws Exception {
        treemap().text(SERVICE, "com.example.treemap.Nobody\n").jar(tree.plugin("treemap.jar"));
        Outcome outcome = plugins();
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.messages())
                .hasSize(1)
                .first()
                .asString()
                .startsWith("quoin: plugin " + tree.plugin("treemap.jar") + " cannot be loaded: ")
                .contains("com.example.treemap.Nobody");
    }

    private void assertServesFrom(String flag, String logged) throws Exception {
        Path data = folder.resolve("data");
        try (RunningNode node = start(data, flag)) {
            assertThat(node.put("a", "1")).isEqualTo(2);
            assertThat(node.put("b", "2")).isEqualTo(3);
            assertThat(node.range("a", "c").getCount()).isEqualTo(2);
            node.stop();
            assertThat(node.log()).anyMatch(line -> line.contains(logged));
        }
        try (RunningNode node = start(data, flag)) {
            assertThat(node.range("b", "").getKvs(0).getValue().toStringUtf8()).isEqualTo("2");
        }
        assertFails(
                node("--data-dir=" + data),
                "data directory " + data
                        + " was written with --backend=treemap, not rocksdb: start it with --backend=treemap, or move the"
                        + " data with quoin utl migrate");
    }

    private RunningNode start(Path data, String flag) throws IOException {
        return RunningNode.start(tree.command("--backend=treemap", flag, "--data-dir=" + data));
    }

    private PluginBuild treemap(String... replacements) {
        String path = replacements.length > 0 && replacements[0].equals("com.example.treemap")
                ? replacements[1].replace('.', '/')
                : "com/example/treemap";
        return PluginBuild.in(folder)
                .source(path + "/TreeMapBackend.java", replacements)
                .source(path + "/TreeMapCursor.java", replacements)
                .source(path + "/TreeMapProvider.java", replacements);
    }

    private String listed() throws Exception {
        Outcome outcome = plugins();
        assertThat(outcome.errors()).isEmpty();
        assertThat(outcome.exitCode()).isZero();
        return outcome.output();
    }

    private Outcome plugins() throws Exception {
        return Outcome.of(tree.command("plugins"));
    }

    private Outcome node(String... arguments) throws Exception {
        return Outcome.of(tree.command(arguments).directory(folder.toFile()));
    }

    private static void assertFails(Outcome outcome, String message) {
        assertThat(outcome.messages()).containsExactly("quoin: " + message);
        assertThat(outcome.exitCode()).isEqualTo(1);
    }
}
