package dev.quoin.distribution.plugin;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Gives jars without a module descriptor an explicit one. Left automatic, they would read every module of the boot layer, and fail on the
 * first package that they bring themselves. Theirs says: reads the JDK and the api, exports and opens everything, provides what
 * META-INF/services says, and may ask for every service that is provided beside it or that the JDK knows.
 */
final class SyntheticModules {
    private final Collection<ModuleReference> modules;
    private final Set<String> jdk = new HashSet<>();
    private final Set<String> services = new HashSet<>();

    SyntheticModules(Collection<ModuleReference> modules, ModuleLayer boot) {
        this.modules = modules;
        for (Module module : boot.modules()) {
            if (module.getName().startsWith("java.") || module.getName().startsWith("jdk.")) {
                jdk.add(module.getName());
                services.addAll(module.getDescriptor().uses());
            }
        }
        modules.forEach(m -> m.descriptor().provides().forEach(p -> services.add(p.service())));
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
        services.forEach(built::uses);
        built.requires(Set.of(ModuleDescriptor.Requires.Modifier.MANDATED), "java.base");
        jdk.stream().filter(name -> !name.equals("java.base")).forEach(built::requires);
        built.requires(PluginLayer.API);
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
