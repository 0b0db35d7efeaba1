package dev.quoin.ctl.cli;

import dev.quoin.ctl.text.GoDuration;
import dev.quoin.ctl.text.GoNumber;
import dev.quoin.ctl.text.GoNumber.SyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The flags that a command knows, and their values. */
public final class Flags {
    private final Map<String, Flag> known = new LinkedHashMap<>();
    private final Map<String, List<String>> given = new LinkedHashMap<>();

    Flags(Collection<Flag> flags) {
        flags.forEach(flag -> known.putIfAbsent(flag.name(), flag));
    }

    /** Every flag that the command knows. */
    public Collection<Flag> known() {
        return known.values();
    }

    @Nullable
    Flag find(String name) {
        return known.get(name);
    }

    @Nullable
    Flag findLetter(String letter) {
        return known.values().stream()
                .filter(flag -> flag.shorthand().equals(letter))
                .findFirst()
                .orElse(null);
    }

    void set(Flag flag, String value) throws UsageException {
        flag.check(value);
        List<String> values = given.computeIfAbsent(flag.name(), name -> new ArrayList<>());
        if (flag.type() != Flag.Type.STRINGS) {
            values.clear();
            values.add(value);
        } else if (!value.isEmpty()) {
            values.addAll(List.of(value.split(",", -1)));
        }
    }

    /** Gives a flag a value from elsewhere; answers whether the value was one. */
    public boolean offer(String name, String value) {
        Flag flag = known.get(name);
        if (flag == null) {
            return false;
        }
        try {
            set(flag, value);
            return true;
        } catch (UsageException e) {
            given.remove(name);
            return false;
        }
    }

    /** Whether the flag was given. */
    public boolean isGiven(String name) {
        return given.containsKey(name);
    }

    /** The value of a text, or of any flag as a text. */
    public String text(String name) {
        List<String> values = given.get(name);
        if (values != null) {
            return String.join(",", values);
        }
        Flag flag = known.get(name);
        if (flag == null) {
            throw new IllegalArgumentException("no flag " + name);
        }
        return flag.initial();
    }

    /** The values of a list. */
    public List<String> texts(String name) {
        List<String> values = given.get(name);
        return values != null ? List.copyOf(values) : List.of(text(name).split(","));
    }

    /** Whether a switch is on. */
    public boolean on(String name) {
        try {
            return GoNumber.parseBool(text(name));
        } catch (SyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The value of a number. */
    public long number(String name) {
        try {
            return GoNumber.parseInt(text(name), 0);
        } catch (SyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The value of a duration. */
    public Duration duration(String name) {
        return GoDuration.parse(text(name));
    }
}
