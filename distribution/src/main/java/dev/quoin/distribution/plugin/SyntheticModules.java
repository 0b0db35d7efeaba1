package dev.quoin.distribution.plugin;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Gives jars without a module descriptor an explicit one. Left automatic, they would read every module of the boot layer, and fail on the
 * first package that they bring themselves. Theirs says: reads the JDK and the api, exports and opens everything, provides what
 * META-INF/services says, and may ask for every service that is provided beside it or that the JDK knows.
 */
final class SyntheticModules {
    private final Collection<ModuleReference> modules;
    private final Siblings siblings;
    private final Set<String> jdk = new TreeSet<>();
    private final Set<String> jdkServices = new TreeSet<>();

    SyntheticModules(Collection<ModuleReference> modules, ModuleLayer boot) {
        this.modules = modules;
        this.siblings = new Siblings(modules);
        Set<Module> platform =
                boot.modules().stream().filter(SyntheticModules::isPlatform).collect(Collectors.toSet());
        Set<String> open = platform.stream()
                .flatMap(module -> module.getPackages().stream().filter(module::isExported))
                .collect(Collectors.toSet());
        for (Module module : platform) {
            jdk.add(module.getName());
            module.getDescriptor().uses().stream()
                    .filter(service -> open.contains(Siblings.packageOf(service)))
                    .forEach(jdkServices::add);
        }
    }

    private static boolean isPlatform(Module module) {
        return module.getName().startsWith("java.") || module.getName().startsWith("jdk.");
    }

    Map<String, ModuleReference> explicit() {
        Map<String, ModuleReference> explicit = new LinkedHashMap<>();
        for (ModuleReference module : modules) {
            explicit.put(module.descriptor().name(), module.descriptor().isAutomatic() ? explicit(module) : module);
        }
        return explicit;
    }

    private ModuleReference explicit(ModuleReference automatic) {
        ModuleDescriptor old = automatic.descriptor();
        ModuleDescriptor.Builder built = ModuleDescriptor.newOpenModule(old.name());
        built.packages(old.packages());
        old.packages().forEach(built::exports);
        old.provides().forEach(built::provides);
        old.version().ifPresent(built::version);
        Set<String> uses = new TreeSet<>(jdkServices);
        Set<String> requires = new TreeSet<>(jdk);
        requires.add(PluginLayer.API);
        siblings.services()
                .forEach(service -> siblings.owner(service).ifPresent(owner -> {
                    if (owner.equals(old.name()) || siblings.mayRequire(old.name(), owner)) {
                        uses.add(service);
                        requires.add(owner);
                    }
                }));
        requires.remove(old.name());
        requires.remove("java.base");
        built.requires(Set.of(ModuleDescriptor.Requires.Modifier.MANDATED), "java.base");
        requires.forEach(built::requires);
        uses.forEach(built::uses);
        return new Renamed(built.build(), automatic);
    }

    /** The same jar under another descriptor. */
    private static final class Renamed extends ModuleReference {
        private final ModuleReference content;

        Renamed(ModuleDescriptor descriptor, ModuleReference content) {
            super(descriptor, content.location().orElse(null));
            this.content = content;
        }

        @Override
        public ModuleReader open() throws IOException {
            return content.open();
        }
    }
}
