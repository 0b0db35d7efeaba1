package dev.quoin.tests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the module descriptors promise, read from the compiled descriptors on the class path. */
class ModuleDescriptorsTest {
    private static final Map<String, ModuleDescriptor> MODULES = readModules();

    @ParameterizedTest
    @EnumSource
    void everyPartIsAModule(Part part) {
        assertThat(MODULES).containsKey(part.root);
        assertThat(MODULES.get(part.root).isOpen()).as("%s is open", part.root).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void requiresOnlyWhomItMayKnow(Part part) {
        assertThat(MODULES.get(part.root).requires())
                .extracting(ModuleDescriptor.Requires::name)
                .filteredOn(name -> name.startsWith("dev.quoin."))
                .allSatisfy(name -> assertThat(Part.ofModule(name))
                        .hasValueSatisfying(other -> assertThat(part.mayKnow(other))
                                .as("%s may know %s", part, other)
                                .isTrue()));
    }

    static Set<Part> plugins() {
        return Part.PLUGINS;
    }

    @ParameterizedTest
    @MethodSource("plugins")
    void pluginsExportNothing(Part part) {
        ModuleDescriptor plugin = MODULES.get(part.root);
        assertThat(plugin.exports()).as("exports of %s", part.root).isEmpty();
        assertThat(plugin.opens()).as("opens of %s", part.root).isEmpty();
        assertThat(plugin.provides()).as("services of %s", part.root).isNotEmpty();
    }

    @Test
    void theContractsRequireNothingButTheJdk() {
        assertThat(MODULES.get(Part.API.root).requires())
                .extracting(ModuleDescriptor.Requires::name)
                .allSatisfy(name -> assertThat(name).matches("java\\.[a-z.]+|org\\.jspecify"));
    }

    @Test
    void publishedPackagesAreNullMarked() throws ClassNotFoundException {
        for (Part part : Set.of(Part.API, Part.TESTKIT)) {
            for (Exports exported : MODULES.get(part.root).exports()) {
                Class<?> description = Class.forName(exported.source() + ".package-info");
                assertThat(description).hasAnnotation(NullMarked.class);
            }
        }
    }

    private static Map<String, ModuleDescriptor> readModules() {
        Path[] classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(ModuleDescriptorsTest::isOurs)
                .toArray(Path[]::new);
        return ModuleFinder.of(classPath).findAll().stream()
                .map(ModuleReference::descriptor)
                .filter(module -> module.name().startsWith("dev.quoin."))
                .collect(Collectors.toMap(ModuleDescriptor::name, Function.identity()));
    }

    /** A jar of the house, or, when the reactor has not packaged it yet, its folder of classes. */
    private static boolean isOurs(Path entry) {
        String name = entry.getFileName().toString();
        return name.startsWith("quoin-") || name.equals("classes");
    }
}
