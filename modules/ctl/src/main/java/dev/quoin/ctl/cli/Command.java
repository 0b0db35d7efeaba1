package dev.quoin.ctl.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A command: a name, what the help says, flags, and either an action or commands below it. Put together once, then
 * only read.
 */
public final class Command {
    private final String name;
    private final String synopsis;
    private final String summary;
    private String description = "";
    private String example = "";
    private String group = "";
    private @Nullable Action action;
    private @Nullable Command parent;
    private final List<Flag> flags = new ArrayList<>();
    private final List<Flag> inherited = new ArrayList<>();
    private final List<Command> children = new ArrayList<>();

    /** @param synopsis what follows the name in the usage line */
    public Command(String name, String synopsis, String summary) {
        this.name = name;
        this.synopsis = synopsis;
        this.summary = summary;
    }

    /** Adds flags of this command alone. */
    public Command flags(Flag... more) {
        flags.addAll(Arrays.asList(more));
        return this;
    }

    /** Adds flags of this command and those below it. */
    public Command inheritedFlags(Flag... more) {
        inherited.addAll(Arrays.asList(more));
        return this;
    }

    /** Adds commands below this one. */
    public Command with(Command... more) {
        for (Command child : more) {
            child.parent = this;
            children.add(child);
        }
        children.sort(Comparator.comparing(Command::name));
        return this;
    }

    /** Says more than the summary does. */
    public Command describe(String text) {
        description = text;
        return this;
    }

    /** Shows how it is used. */
    public Command example(String text) {
        example = text;
        return this;
    }

    /** Lists it under a title. */
    public Command in(String title) {
        group = title;
        return this;
    }

    /** Gives it something to do. */
    public Command does(Action work) {
        action = work;
        return this;
    }

    public String name() {
        return name;
    }

    public String synopsis() {
        return synopsis;
    }

    public String summary() {
        return summary;
    }

    String description() {
        return description;
    }

    String example() {
        return example;
    }

    String group() {
        return group;
    }

    @Nullable
    Action action() {
        return action;
    }

    @Nullable
    Command parent() {
        return parent;
    }

    /** The commands below it, by name. */
    public List<Command> children() {
        return children;
    }

    /** Its own flags and those it hands down. */
    public List<Flag> localFlags() {
        List<Flag> local = new ArrayList<>(flags);
        local.addAll(inherited);
        local.add(new Flag("help", "h", Flag.Type.BOOL, "false", "help for " + name));
        return local;
    }

    /** Flags that commands above it hand down, without those that every command has. */
    List<Flag> inheritedFlags() {
        List<Flag> all = new ArrayList<>();
        for (Command above = parent; above != null && above.parent != null; above = above.parent) {
            all.addAll(above.inherited);
        }
        return all;
    }

    /** The flags that every command has. */
    public List<Flag> globalFlags() {
        return parent == null ? inherited : parent.globalFlags();
    }

    /** Flags that come from above, the global ones included: those that the environment may set. */
    public List<Flag> flagsFromAbove() {
        List<Flag> all = inheritedFlags();
        all.addAll(globalFlags());
        return all;
    }

    /** Every flag that may be given. */
    Collection<Flag> allFlags() {
        Map<String, Flag> all = new LinkedHashMap<>();
        localFlags().forEach(flag -> all.putIfAbsent(flag.name(), flag));
        flagsFromAbove().forEach(flag -> all.putIfAbsent(flag.name(), flag));
        return all.values();
    }

    /** The names from the program's down to this command's. */
    String path(String program) {
        return parent == null ? program : parent.path(program) + " " + name;
    }
}
