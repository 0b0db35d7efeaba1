package dev.quoin.distribution.config;

import dev.quoin.api.config.ConfigException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads the {@code QUOIN_} and {@code ETCD_} variables, by etcd's rules: an empty one counts as unset, one that a flag contradicts ends the
 * start, one that nobody knows is warned about. Where both prefixes are set, {@code QUOIN_} wins.
 */
public final class Environment {
    private static final List<String> PREFIXES = List.of("QUOIN_", "ETCD_");

    /** Variables that are read by the launcher, and by etcd for other ends than configuration. */
    private static final Set<String> OTHERS = Set.of("QUOIN_JAVA_OPTS", "QUOIN_MAKE_CACHE", "ETCD_UNSUPPORTED_ARCH");

    private final Map<String, String> texts = new LinkedHashMap<>();
    private final Map<String, String> origins = new LinkedHashMap<>();
    private final List<String> unknown = new ArrayList<>();

    private Environment() {}

    /**
     * Reads variables.
     *
     * @param given the flags given, which must not be set by variables too
     */
    public static Environment read(Map<String, String> variables, FlagTable table, Set<String> given) {
        Environment environment = new Environment();
        Map<String, String> sorted = new TreeMap<>(variables);
        for (Flag flag : table.all()) {
            environment.take(flag, sorted, given.contains(flag.name()));
        }
        for (String name : sorted.keySet()) {
            environment.left(name, variables);
        }
        return environment;
    }

    /** The value of {@code config-file}, which has to be known first. */
    static String configFile(Map<String, String> variables) {
        String own = variables.getOrDefault("QUOIN_CONFIG_FILE", "");
        return own.isEmpty() ? variables.getOrDefault("ETCD_CONFIG_FILE", "") : own;
    }

    private void take(Flag flag, Map<String, String> variables, boolean given) {
        for (String prefix : PREFIXES) {
            String name = prefix + flag.variable();
            String text = variables.get(name);
            if (text == null) {
                continue;
            }
            if (given) {
                throw new ConfigException(
                        "conflicting environment variable \"" + name
                                + "\" is shadowed by corresponding command-line flag (either unset environment variable or disable flag)");
            }
            origins.put(name, flag.name());
            if (!text.isEmpty() && texts.putIfAbsent(flag.name(), text) == null) {
                check(flag, name, text);
            }
        }
    }

    private static void check(Flag flag, String variable, String text) {
        try {
            flag.check(text);
        } catch (ConfigException e) {
            throw new ConfigException(variable + ": " + e.getMessage());
        }
    }

    private void left(String name, Map<String, String> variables) {
        String prefix = PREFIXES.stream().filter(name::startsWith).findFirst().orElse(null);
        if (prefix == null || origins.containsKey(name) || OTHERS.contains(name)) {
            return;
        }
        String text = variables.getOrDefault(name, "");
        for (EtcdFlag flag : EtcdFlags.all()) {
            if (name.equals(prefix + Flag.variable(flag.name()))) {
                if (!text.isEmpty()) {
                    flag.check(name, text);
                }
                return;
            }
        }
        unknown.add(name);
    }

    /** What was given, by flag name. */
    public Map<String, String> texts() {
        return texts;
    }

    /** Variables with one of the prefixes that nobody knows; their values are not ours to print. */
    public List<String> unknown() {
        return unknown;
    }
}
