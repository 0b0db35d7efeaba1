package dev.quoin.distribution.config;

import dev.quoin.api.config.ConfigException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads arguments by the rules of Go's {@code flag} package, which etcd's users are used to: one dash or two, {@code --x=y} or
 * {@code --x y}, a boolean alone or with {@code =}, the last of several wins.
 */
public final class CommandLine {
    private final FlagTable table;
    private final Map<String, String> texts = new LinkedHashMap<>();
    private boolean help;

    private CommandLine(FlagTable table) {
        this.table = table;
    }

    /**
     * Reads arguments.
     *
     * @throws UsageException for what etcd answers with exit code 2
     * @throws ConfigException for what it answers with exit code 1
     */
    public static CommandLine parse(List<String> arguments, FlagTable table) {
        CommandLine line = new CommandLine(table);
        int at = 0;
        while (at < arguments.size() && !line.help) {
            at = line.take(arguments, at);
        }
        return line;
    }

    /** What was given, by name. */
    public Map<String, String> texts() {
        return texts;
    }

    /** Whether help was asked for; nothing behind that was looked at. */
    public boolean help() {
        return help;
    }

    private int take(List<String> arguments, int at) {
        String argument = arguments.get(at);
        if (argument.length() < 2 || argument.charAt(0) != '-' || argument.equals("--")) {
            notAFlag(argument.equals("--") ? (at + 1 < arguments.size() ? arguments.get(at + 1) : null) : argument);
            return at + 1;
        }
        String body = argument.substring(argument.startsWith("--") ? 2 : 1);
        if (body.startsWith("-") || body.startsWith("=")) {
            throw new UsageException("bad flag syntax: " + argument);
        }
        int equals = body.indexOf('=');
        String name = equals < 0 ? body : body.substring(0, equals);
        String value = equals < 0 ? null : body.substring(equals + 1);
        Flag flag = table.find(name);
        if (flag != null) {
            boolean takesNext = value == null && !flag.isBoolean();
            if (takesNext && at + 1 == arguments.size()) {
                throw new UsageException("flag needs an argument: -" + name);
            }
            put(flag, takesNext ? arguments.get(at + 1) : value == null ? "true" : value);
            return takesNext ? at + 2 : at + 1;
        }
        return foreign(name, value, arguments, at);
    }

    private void notAFlag(@Nullable String argument) {
        if (argument != null) {
            throw new ConfigException("\"" + argument + "\" is not a valid flag");
        }
    }

    private int foreign(String name, @Nullable String value, List<String> arguments, int at) {
        if (name.equals("help") || name.equals("h")) {
            help = true;
            return at + 1;
        }
        EtcdFlag known = EtcdFlags.find(name);
        if (known == null) {
            throw new UsageException("flag provided but not defined: -" + name);
        }
        boolean takesNext = value == null && !known.isBoolean() && at + 1 < arguments.size();
        known.check("--" + name, takesNext ? arguments.get(at + 1) : value == null ? "true" : value);
        return takesNext ? at + 2 : at + 1;
    }

    private void put(Flag flag, String text) {
        try {
            flag.check(text);
        } catch (ConfigException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
        texts.put(flag.name(), text);
    }
}
