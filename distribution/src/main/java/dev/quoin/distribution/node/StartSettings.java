package dev.quoin.distribution.node;

import dev.quoin.api.Provider;
import dev.quoin.api.config.ConfigException;
import dev.quoin.distribution.config.NodeKeys;
import dev.quoin.distribution.config.Settings;
import dev.quoin.distribution.config.UsageException;
import dev.quoin.distribution.plugin.PluginCatalog;
import dev.quoin.net.client.NetOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads the configuration with the keys of the plugins that are loaded, and with those of all plugins if that does not succeed. */
public final class StartSettings {
    private StartSettings() {}

    /** The settings of this start. */
    public static Settings read(List<String> arguments, Map<String, String> variables, PluginCatalog plugins) {
        try {
            return Settings.read(arguments, variables, NodeKeys.spec(), owners(plugins));
        } catch (UsageException | ConfigException e) {
            plugins.complete();
            return Settings.read(arguments, variables, NodeKeys.spec(), owners(plugins));
        }
    }

    /** The plugins, and the listener that transports share. */
    private static List<Provider> owners(PluginCatalog plugins) {
        List<Provider> owners = new ArrayList<>(plugins.providers());
        owners.add(NetOptions.KEYS);
        return owners;
    }
}
