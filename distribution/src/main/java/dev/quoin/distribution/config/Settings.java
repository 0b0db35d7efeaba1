package dev.quoin.distribution.config;

import dev.quoin.api.Provider;
import dev.quoin.api.config.ConfigException;
import dev.quoin.api.config.ConfigKey;
import dev.quoin.api.config.ConfigSpec;
import dev.quoin.api.config.ConfigValues;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What was given, from all sources by etcd's precedence: with a configuration file, that alone; else flags, then variables. Still texts: each
 * provider reads its own with its own spec.
 */
public final class Settings {
    private final ConfigSpec node;
    private final FlagTable table;
    private final Map<String, String> texts;
    private final List<String> unknownVariables;
    private final @Nullable Path file;
    private final boolean help;

    private Settings(
            ConfigSpec node,
            FlagTable table,
            Map<String, String> texts,
            List<String> unknownVariables,
            @Nullable Path file,
            boolean help) {
        this.node = node;
        this.table = table;
        this.texts = texts;
        this.unknownVariables = unknownVariables;
        this.file = file;
        this.help = help;
    }

    /** Reads all sources with the keys of the node and of some providers. */
    public static Settings read(
            List<String> arguments,
            Map<String, String> variables,
            ConfigSpec node,
            List<? extends Provider> providers) {
        FlagTable table = new FlagTable(node, providers);
        CommandLine line = CommandLine.parse(arguments, table);
        String given = line.texts().getOrDefault("config-file", Environment.configFile(variables));
        if (line.help() || !given.isEmpty()) {
            Path file = line.help() ? null : Path.of(given);
            Map<String, String> texts = file == null ? Map.of() : ConfigFile.read(file, table);
            return new Settings(node, table, texts, List.of(), file, line.help());
        }
        Environment environment =
                Environment.read(variables, table, line.texts().keySet());
        Map<String, String> texts = new LinkedHashMap<>(environment.texts());
        texts.putAll(line.texts());
        return new Settings(node, table, texts, environment.unknown(), null, false);
    }

    /** Whether help was asked for. */
    public boolean help() {
        return help;
    }

    /** Every key that was looked for. */
    public FlagTable table() {
        return table;
    }

    /** The configuration file, where there is one. */
    public @Nullable Path file() {
        return file;
    }

    /** Variables with our or etcd's prefix that nobody knows. */
    public List<String> unknownVariables() {
        return unknownVariables;
    }

    /** The node's own values. */
    public ConfigValues node() {
        Map<String, String> own = new LinkedHashMap<>();
        texts.forEach((name, text) -> {
            if (node.key(name).isPresent()) {
                own.put(name, text);
            }
        });
        return node.read(own);
    }

    /**
     * A provider's values. A key that bears the name of one of the node's (as {@code heartbeat-interval} of an engine) takes the node's value
     * unless it was given itself.
     */
    public ConfigValues of(Provider provider) {
        Map<String, String> own = new LinkedHashMap<>();
        Map<String, String> flags = new LinkedHashMap<>();
        for (ConfigKey key : provider.configSpec().keys()) {
            String flag = key.flag(provider.name());
            if (!texts.containsKey(flag) && node.key(key.name()).isPresent()) {
                flag = key.name();
            }
            String text = texts.get(flag);
            if (text != null) {
                own.put(key.name(), text);
            }
            flags.put(key.name(), flag);
        }
        return provider.configSpec().read(own, flags::get);
    }

    /** Providers that are chosen by a bare key of theirs that was given. */
    public Set<String> chosenByFlag() {
        Set<String> owners = new TreeSet<>();
        for (String name : texts.keySet()) {
            Flag flag = table.find(name);
            if (flag != null && flag.key().bare()) {
                owners.add(flag.owner());
            }
        }
        return owners;
    }

    /**
     * Refuses a key of the node that only means something to a provider which does not know it.
     *
     * @throws ConfigException naming both
     */
    public void requireTaken(String key, Provider provider) {
        if (texts.containsKey(key) && provider.configSpec().key(key).isEmpty()) {
            throw new ConfigException(
                    "--" + key + " has no effect with " + provider.name() + ", which does not know it");
        }
    }

    /**
     * Refuses keys of providers that were found but not chosen, because they would have no effect.
     *
     * @throws ConfigException naming the first
     */
    public void requireOwners(List<? extends Provider> chosen) {
        TreeSet<String> names = new TreeSet<>();
        chosen.forEach(provider -> names.add(provider.name()));
        for (String name : texts.keySet()) {
            Flag flag = table.find(name);
            if (flag != null && !flag.owner().isEmpty() && !names.contains(flag.owner())) {
                throw new ConfigException("--" + name + " is given, but its plugin " + flag.owner()
                        + " is not chosen; chosen are " + String.join(", ", names));
            }
        }
    }
}
