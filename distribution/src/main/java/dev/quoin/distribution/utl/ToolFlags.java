package dev.quoin.distribution.utl;

import dev.quoin.distribution.config.UsageException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The flags of a tool, as {@code --name value} or {@code --name=value}; those that are only yes or no also as {@code --name}. */
final class ToolFlags {
    private enum Kind {
        REQUIRED,
        OPTIONAL,
        BOOL
    }

    private final String usage;
    private final Map<String, Kind> kinds = new LinkedHashMap<>();
    private final Map<String, String> values = new HashMap<>();

    /** @param usage the line that ends every refusal */
    ToolFlags(String usage) {
        this.usage = usage;
    }

    ToolFlags required(String name) {
        kinds.put(name, Kind.REQUIRED);
        return this;
    }

    ToolFlags optional(String name) {
        kinds.put(name, Kind.OPTIONAL);
        return this;
    }

    ToolFlags bool(String name) {
        kinds.put(name, Kind.BOOL);
        return this;
    }

    /** @throws UsageException naming what is unknown, incomplete or missing */
    ToolFlags read(List<String> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            int equals = argument.indexOf('=');
            String name = name(argument, equals);
            if (equals >= 0) {
                put(name, argument.substring(equals + 1), argument);
            } else if (kinds.get(name) == Kind.BOOL) {
                put(name, "true", argument);
            } else if (i + 1 < arguments.size()) {
                put(name, arguments.get(++i), argument);
            } else {
                throw new UsageException(argument + " needs a value; " + usage);
            }
        }
        kinds.forEach((name, kind) -> {
            if (kind == Kind.REQUIRED && text(name).isEmpty()) {
                throw new UsageException("--" + name + " must be given; " + usage);
            }
        });
        return this;
    }

    private String name(String argument, int equals) {
        String flag = equals < 0 ? argument : argument.substring(0, equals);
        if (!flag.startsWith("--") || !kinds.containsKey(flag.substring(2))) {
            throw new UsageException("unknown argument \"" + argument + "\"; " + usage);
        }
        return flag.substring(2);
    }

    private void put(String name, String value, String argument) {
        if (kinds.get(name) == Kind.BOOL && !value.equals("true") && !value.equals("false")) {
            throw new UsageException("invalid value in \"" + argument + "\": must be true or false; " + usage);
        }
        values.put(name, value);
    }

    String text(String name) {
        return values.getOrDefault(name, "");
    }

    boolean isSet(String name) {
        return text(name).equals("true");
    }
}
