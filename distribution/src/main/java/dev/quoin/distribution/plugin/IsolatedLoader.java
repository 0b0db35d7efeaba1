package dev.quoin.distribution.plugin;

import dev.quoin.api.Provider;
import dev.quoin.api.config.ConfigException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;

/** Loads a plugin without module descriptor: its jars behind a class loader that shows them the api and the JDK, and nothing else of ours. */
final class IsolatedLoader extends URLClassLoader {
    private static final String API_PACKAGES = PluginLayer.API + ".";

    private IsolatedLoader(PluginFolder plugin) {
        super("plugin " + plugin.path().getFileName(), urls(plugin), ClassLoader.getPlatformClassLoader());
        HostGrants.passOn(getUnnamedModule());
    }

    /** The loader lives as long as the process: the plugin's classes need it. */
    @SuppressWarnings("resource")
    static List<FoundProvider> load(PluginFolder plugin) {
        return Services.in(new IsolatedLoader(plugin), plugin.path());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        return name.startsWith(API_PACKAGES)
                ? Provider.class.getClassLoader().loadClass(name)
                : super.loadClass(name, resolve);
    }

    private static URL[] urls(PluginFolder plugin) {
        return plugin.jars().stream().map(IsolatedLoader::url).toArray(URL[]::new);
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new ConfigException("plugin " + jar + " has no usable path: " + e.getMessage());
        }
    }
}
