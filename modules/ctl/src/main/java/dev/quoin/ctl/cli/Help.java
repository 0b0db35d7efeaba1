package dev.quoin.ctl.cli;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What the help says about a command. */
public final class Help {
    private final String program;
    private final Command command;
    private final StringBuilder text = new StringBuilder();

    private Help(String program, Command command) {
        this.program = program;
        this.command = command;
    }

    /** The whole help. */
    static String full(String program, Command command) {
        String said = command.description().isEmpty() ? command.summary() : command.description();
        return said.stripTrailing() + "\n\n" + usage(program, command) + "Use \"" + program
                + " options\" for a list of global command-line options (applies to all commands).\n";
    }

    /** How it is called. */
    static String usage(String program, Command command) {
        Help help = new Help(program, command);
        help.synopsis();
        help.commands();
        help.section("Flags:", command.localFlags());
        help.section("Global Flags:", command.inheritedFlags());
        if (!command.children().isEmpty()) {
            help.text
                    .append("\nUse \"")
                    .append(command.path(program))
                    .append(" [command] --help\" for more information about a command.\n");
        }
        return help.text.toString();
    }

    private void synopsis() {
        text.append("Usage:\n");
        String path = command.path(program);
        if (command.action() != null) {
            String line = (path + " " + command.synopsis()).strip();
            text.append("  ").append(line).append(" [flags]\n");
        }
        if (!command.children().isEmpty()) {
            text.append("  ").append(path).append(" [command]\n");
        }
        if (!command.example().isEmpty()) {
            text.append("\nExamples:\n")
                    .append(command.example().stripTrailing())
                    .append('\n');
        }
    }

    private void commands() {
        int width = Math.max(
                11,
                command.children().stream()
                        .mapToInt(each -> each.name().length())
                        .max()
                        .orElse(0));
        Set<String> groups = new LinkedHashSet<>();
        command.children().forEach(child -> groups.add(child.group()));
        for (String group : command.parent() == null ? Groups.ORDER : groups) {
            text.append('\n')
                    .append(group.isEmpty() ? "Available Commands:" : group)
                    .append('\n');
            for (Command child : command.children()) {
                if (child.group().equals(group)) {
                    text.append("  ")
                            .append(pad(child.name(), width))
                            .append(' ')
                            .append(child.summary())
                            .append('\n');
                }
            }
        }
    }

    private void section(String title, List<Flag> flags) {
        if (!flags.isEmpty() && command.parent() != null) {
            text.append('\n').append(title).append('\n').append(flags(flags));
        }
    }

    /** One line for each flag, by name. */
    public static String flags(List<Flag> flags) {
        List<Flag> sorted =
                flags.stream().sorted(Comparator.comparing(Flag::name)).toList();
        int width = sorted.stream().mapToInt(each -> head(each).length()).max().orElse(0);
        StringBuilder lines = new StringBuilder();
        for (Flag flag : sorted) {
            lines.append(pad(head(flag), width))
                    .append("   ")
                    .append(flag.usage())
                    .append(flag.shownDefault());
            lines.append('\n');
        }
        return lines.toString();
    }

    private static String head(Flag flag) {
        String names = flag.shorthand().isEmpty() ? "      --" : "  -" + flag.shorthand() + ", --";
        return (names + flag.name() + " " + flag.type().shown).stripTrailing();
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
