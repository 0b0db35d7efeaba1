package dev.quoin.distribution.config;

import dev.quoin.api.config.ConfigException;
import dev.quoin.api.config.ConfigType;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads the YAML file of {@code --config-file}: etcd's keys, which are the names of the flags. A whole number for a duration means
 * nanoseconds, as in etcd's files; a list may be a YAML list or text with commas. Unlike etcd, a key that nobody knows is an error.
 */
final class ConfigFile {
    private final Path file;
    private final FlagTable table;
    private final Map<String, String> texts = new LinkedHashMap<>();

    private ConfigFile(Path file, FlagTable table) {
        this.file = file;
        this.table = table;
    }

    static Map<String, String> read(Path path, FlagTable table) {
        ConfigFile file = new ConfigFile(path, table);
        Object root = file.load();
        if (root instanceof Map<?, ?> map) {
            map.forEach((key, value) -> file.take(String.valueOf(key), value));
        } else if (root != null) {
            throw file.wrong("is not a list of key: value lines");
        }
        return file.texts;
    }

    private @Nullable Object load() {
        try {
            LoadSettings settings = LoadSettings.builder()
                    .setLabel(file.toString())
                    .setAllowDuplicateKeys(false)
                    .build();
            return new Load(settings).loadFromString(Files.readString(file));
        } catch (MarkedYamlEngineException e) {
            String line =
                    e.getProblemMark().map(m -> " in line " + (m.getLine() + 1)).orElse("");
            throw wrong("cannot be understood" + line + ": " + oneLine(e.getProblem()));
        } catch (YamlEngineException e) {
            throw wrong("cannot be understood: " + oneLine(e.getMessage()));
        } catch (NoSuchFileException e) {
            throw new ConfigException("open " + file + ": no such file or directory");
        } catch (AccessDeniedException e) {
            throw new ConfigException("open " + file + ": permission denied");
        } catch (IOException e) {
            throw new ConfigException("read " + file + ": " + e.getMessage());
        }
    }

    private void take(String name, @Nullable Object value) {
        Flag flag = table.find(name);
        if (value instanceof Map<?, ?> section && SecuritySection.of(name) instanceof SecuritySection known) {
            section.forEach((key, inner) -> security(known, name + "." + key, String.valueOf(key), inner));
        } else if (flag != null && !name.equals("config-file")) {
            String text = text(flag, value);
            if (text != null) {
                put(flag, text);
            }
        } else if (EtcdFlags.find(name) instanceof EtcdFlag known) {
            if (!says(value, "")) {
                known.check(name + " in " + file, String.valueOf(value));
            }
        } else {
            throw wrong("has an unknown key: " + name);
        }
    }

    /** etcd's TLS sections; its sample file spells them out with empty values. */
    private void security(SecuritySection section, String path, String key, @Nullable Object value) {
        String name = section.flag(key);
        if (name == null) {
            throw wrong("has an unknown key: " + path);
        }
        Flag flag = table.find(name);
        if (flag != null) {
            String text = text(flag, value);
            if (text != null) {
                put(flag, text);
            }
        } else if (!says(value, "") && !says(value, "[]") && EtcdFlags.find(name) instanceof EtcdFlag known) {
            known.check(path + " in " + file, String.valueOf(value));
        } else if (!says(value, "") && !says(value, "false") && !says(value, "[]")) {
            throw wrong("sets " + path + ", which has no effect here");
        }
    }

    private static boolean says(@Nullable Object value, String text) {
        return value == null ? text.isEmpty() : value.toString().equals(text);
    }

    private @Nullable String text(Flag flag, @Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Map<?, ?> map -> throw wrong("has a section where " + flag.name() + " needs a value");
            case Collection<?> list
            when flag.key().type() == ConfigType.LIST ->
                list.stream().map(String::valueOf).collect(Collectors.joining(","));
            case Collection<?> list -> throw wrong("has a list where " + flag.name() + " needs one value");
            case Number nanos when flag.key().type() == ConfigType.DURATION -> nanos + "ns";
            default -> value.toString();
        };
    }

    private void put(Flag flag, String text) {
        // As with etcd, an empty text in the file leaves the default.
        if (text.isEmpty()) {
            return;
        }
        try {
            flag.check(text);
        } catch (ConfigException e) {
            throw new ConfigException(file + ": " + e.getMessage());
        }
        texts.put(flag.name(), text);
    }

    private ConfigException wrong(String what) {
        return new ConfigException("configuration file " + file + " " + what);
    }

    private static String oneLine(@Nullable String text) {
        return String.valueOf(text).strip().replaceAll("\\s*\\R\\s*", "; ");
    }
}
