package dev.quoin.distribution.plugin;

import dev.quoin.api.config.ConfigException;
import java.lang.module.Configuration;
import java.lang.module.FindException;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.lang.module.ResolutionException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Loads a plugin as modules in a layer of its own over the boot layer, so that what it brings cannot clash with what we or other plugins
 * bring. Its own modules come before those of the boot layer.
 */
final class PluginLayer {
    /** The one module that a plugin never brings itself. */
    static final String API = "dev.quoin.api";

    private PluginLayer() {}

    static List<FoundProvider> load(PluginFolder plugin) {
        Map<String, ModuleReference> modules = plugin.modules();
        Map<String, ModuleReference> explicit = new SyntheticModules(modules.values(), ModuleLayer.boot()).explicit();
        ModuleLayer.Controller layer = define(plugin, explicit);
        for (String name : modules.keySet()) {
            Module module = layer.layer().findModule(name).orElseThrow();
            layer.enableNativeAccess(module);
            HostGrants.passOn(module);
            // A synthesised descriptor cannot require its siblings, which may require it in turn.
            if (modules.get(name).descriptor().isAutomatic()) {
                modules.keySet()
                        .forEach(other -> layer.addReads(
                                module, layer.layer().findModule(other).orElseThrow()));
            }
        }
        return Services.in(layer.layer(), plugin.path());
    }

    private static ModuleLayer.Controller define(PluginFolder plugin, Map<String, ModuleReference> modules) {
        try {
            Configuration configuration =
                    ModuleLayer.boot().configuration().resolve(finder(modules), ModuleFinder.of(), modules.keySet());
            return ModuleLayer.defineModulesWithOneLoader(
                    configuration, List.of(ModuleLayer.boot()), ClassLoader.getPlatformClassLoader());
        } catch (FindException | ResolutionException | LayerInstantiationException e) {
            throw new ConfigException("plugin " + plugin.path() + " cannot be loaded: " + e.getMessage());
        }
    }

    private static ModuleFinder finder(Map<String, ModuleReference> modules) {
        Set<ModuleReference> all = new HashSet<>(modules.values());
        return new ModuleFinder() {
            @Override
            public Optional<ModuleReference> find(String name) {
                return Optional.ofNullable(modules.get(name));
            }

            @Override
            public Set<ModuleReference> findAll() {
                return all;
            }
        };
    }
}
