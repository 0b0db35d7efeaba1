package dev.quoin.ctl.command.about;

import dev.quoin.ctl.cli.Command;
import dev.quoin.ctl.cli.CommandLine;
import dev.quoin.ctl.cli.Groups;
import dev.quoin.ctl.cli.Help;

/** {@code version}, {@code options} and {@code help}. */
public final class AboutCommands {
    private static final String VERSION = System.getProperty("quoin.ctl.etcd", "3.7.1");

    private AboutCommands() {}

    public static Command version() {
        return new Command("version", "", "Prints the version")
                .in(Groups.UTILITY)
                .does(arguments -> {
                    System.out.println("etcdctl version: " + VERSION);
                    System.out.println("API version: " + VERSION.substring(0, VERSION.lastIndexOf('.')));
                    String own = System.getProperty("quoin.ctl.version", "");
                    if (!own.isEmpty() && !arguments.program().equals("etcdctl")) {
                        System.out.println("Quoin version: " + own);
                    }
                });
    }

    public static Command options(Command root) {
        return new Command("options", "", "Prints the flags that every command has")
                .in(Groups.UTILITY)
                .does(arguments -> {
                    System.out.println("The following options can be passed to any command:\n");
                    System.out.print(Help.flags(root.globalFlags()));
                });
    }

    public static Command help(Command root) {
        return new Command("help", "[command]", "Prints the help of a command")
                .in(Groups.UTILITY)
                .does(arguments -> CommandLine.help(root, arguments.program(), arguments.words()));
    }
}
