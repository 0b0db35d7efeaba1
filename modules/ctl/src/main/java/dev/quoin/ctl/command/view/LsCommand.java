package dev.quoin.ctl.command.view;

import dev.quoin.ctl.cli.Command;
import dev.quoin.ctl.cli.ExitCode;
import dev.quoin.ctl.cli.Flag;
import dev.quoin.ctl.cli.Groups;
import dev.quoin.ctl.command.kv.KeyRange;
import dev.quoin.ctl.run.Run;
import dev.quoin.ctl.text.Raw;
import dev.quoin.protocol.mvcc.KeyValue;

/** {@code ls}: keys as a tree, counted. */
public final class LsCommand {
    private LsCommand() {}

    public static Command command() {
        return new Command("ls", "[prefix]", "Shows keys as a tree, and counts them")
                .in(Groups.OVERVIEW)
                .flags(
                        Flag.string("separator", "/", "what stands between the parts of a key"),
                        Flag.number("depth", 2, "how many levels to show below the prefix"),
                        Flag.number("rev", 0, "the revision to read (0 for the newest)"))
                .does(arguments -> list(new Run(arguments)));
    }

    private static void list(Run run) {
        run.arguments().expect(0, 1, "ls takes at most one prefix");
        String prefix = run.arguments().count() == 0 ? "" : run.arguments().word(0);
        int depth = (int) Math.clamp(run.flags().number("depth"), 1, 1000);
        Tree tree = new Tree(run.flags().text("separator"), depth);
        run.with(ExitCode.ERROR, client -> {
            Pages pages =
                    new Pages(run, client, KeyRange.prefix(prefix), run.flags().number("rev"), true);
            boolean room = true;
            for (KeyValue pair = pages.next(); pair != null && room; pair = pages.next()) {
                room = tree.add(Raw.of(pair.getKey()).substring(prefix.length()));
            }
            tree.print(run.out(), prefix);
            if (!room) {
                run.err().println("More folders than can be shown: give a longer prefix, or a smaller --depth.");
            }
        });
    }
}
