package dev.quoin.ctl.cli;

import dev.quoin.ctl.text.GoQuote;
import java.io.PrintStream;
import java.util.List;

/** Runs what a command line says. */
public final class CommandLine {
    private final Command root;
    private final String program;
    private final PrintStream out;
    private final PrintStream err;

    /** @param program the name that the tool was called by */
    public CommandLine(Command root, String program, PrintStream out, PrintStream err) {
        this.root = root;
        this.program = program;
        this.out = out;
        this.err = err;
    }

    /** Runs it, and answers with the exit code. */
    public int execute(List<String> words) {
        Finder.Found found = Finder.find(root, words);
        Command command = found.command();
        String unknown = command == root ? Finder.unknown(root, words) : null;
        if (unknown != null) {
            err.println("Error: unknown command " + GoQuote.quote(unknown) + " for " + GoQuote.quote(program)
                    + Suggestions.forTyped(root, program, unknown) + "\nRun '" + program + " --help' for usage.");
            return ExitCode.ERROR;
        }
        Flags flags = new Flags(command.allFlags());
        try {
            List<String> rest = new FlagParser(flags).parse(found.words());
            return run(new Arguments(program, command, flags, List.copyOf(rest), words));
        } catch (UsageException e) {
            err.println("Error: " + e.getMessage());
            err.println(Help.usage(program, command));
            return ExitCode.ERROR;
        }
    }

    private int run(Arguments arguments) {
        Action action = arguments.command().action();
        if (action == null || arguments.flags().on("help")) {
            out.print(Help.full(program, arguments.command()));
            return 0;
        }
        try {
            action.run(arguments);
            return 0;
        } catch (ExitException e) {
            out.flush();
            if (e.text() != null) {
                err.println("Error: " + e.text());
            }
            if (e.showsUsage()) {
                err.println(Help.usage(program, arguments.command()));
            }
            return e.code();
        }
    }

    /** Prints the help of the command that these words name; what is no command is said on standard error. */
    public static void help(Command root, String program, List<String> words) {
        Finder.Found found = Finder.find(root, words);
        if (found.words().isEmpty()) {
            System.out.print(Help.full(program, found.command()));
        } else {
            System.err.println("Unknown help topic [`" + String.join("` `", found.words()) + "`]");
            System.err.println(Help.usage(program, root));
        }
    }

    /** Reads words as the flags and arguments of one command, as a transaction's line does; null if they are not. */
    public static @org.jspecify.annotations.Nullable Arguments parse(
            Command command, String program, List<String> words) {
        Flags flags = new Flags(command.allFlags());
        try {
            List<String> rest = new FlagParser(flags).parse(words);
            return new Arguments(program, command, flags, List.copyOf(rest), words);
        } catch (UsageException e) {
            return null;
        }
    }
}
