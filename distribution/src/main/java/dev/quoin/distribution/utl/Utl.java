package dev.quoin.distribution.utl;

import dev.quoin.distribution.config.UsageException;
import dev.quoin.distribution.plugin.PluginCatalog;
import java.io.PrintStream;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Reads the arguments behind {@code quoin utl} and runs the tool. */
public final class Utl {
    private static final String TOOLS =
            "usage: quoin utl migrate | log dump | snapshot restore | snapshot status | hashkv"
                    + " | import | export; quoin utl TOOL --help says more";

    private Utl() {}

    @Command(name = "quoin utl", description = "Tools for the data of a member that does not run.")
    private static final class Root {}

    @Command(name = "log", description = "Shows the consensus log.")
    private static final class Log {}

    @Command(name = "snapshot", description = "Manages snapshots.")
    private static final class Snapshot {}

    /** Runs a tool. */
    public static void run(List<String> arguments, PluginCatalog plugins, PrintStream out) {
        Tool.Surroundings with = new Tool.Surroundings(plugins, out, System.err);
        CommandLine line = new CommandLine(new Root())
                .addSubcommand("migrate", new MigrateCommand(with))
                .addSubcommand("log", new CommandLine(new Log()).addSubcommand("dump", new LogDumpCommand(with)))
                .addSubcommand(
                        "snapshot",
                        new CommandLine(new Snapshot())
                                .addSubcommand("restore", new RestoreCommand(with))
                                .addSubcommand("status", new StatusCommand(with)))
                .addSubcommand("hashkv", new HashKvCommand(with))
                .addSubcommand("import", new ImportCommand(with))
                .addSubcommand("export", new ExportCommand(with));
        if (arguments.size() == 1 && List.of("help", "--help", "-h").contains(arguments.getFirst())) {
            out.println(TOOLS);
            return;
        }
        run(line, arguments, out);
    }

    private static void run(CommandLine line, List<String> arguments, PrintStream out) {
        ParseResult last;
        try {
            ParseResult parsed = line.parseArgs(arguments.toArray(String[]::new));
            last = parsed;
            while (last.hasSubcommand()) {
                last = last.subcommand();
            }
        } catch (ParameterException e) {
            throw refusal(e);
        }
        CommandLine command = last.commandSpec().commandLine();
        if (!(command.getCommand() instanceof Tool tool)) {
            throw new UsageException(usage(command));
        }
        if (last.isUsageHelpRequested()) {
            command.usage(out);
        } else {
            tool.run();
        }
    }

    private static UsageException refusal(ParameterException e) {
        String usage = usage(e.getCommandLine());
        String what = switch (e) {
            case UnmatchedArgumentException unmatched
            when unmatched.getUnmatched().isEmpty() -> "";
            case UnmatchedArgumentException unmatched ->
                "unknown argument \"" + unmatched.getUnmatched().getFirst() + "\"; ";
            case MissingParameterException missing
            when missing.getMissing().getFirst() instanceof OptionSpec option && option.required() ->
                option.longestName() + " must be given; ";
            default -> String.valueOf(e.getMessage()).lines().findFirst().orElse("") + "; ";
        };
        return new UsageException(what + usage);
    }

    private static String usage(CommandLine command) {
        if (!(command.getCommand() instanceof Tool)) {
            return command.getCommand() instanceof Log ? "usage: quoin utl log dump --data-dir DIR" : TOOLS;
        }
        return "usage: "
                + String.join(" ", command.getCommandSpec().usageMessage().customSynopsis());
    }
}
