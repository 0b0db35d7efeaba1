package dev.quoin.ctl.command.view;

import com.google.protobuf.ByteString;
import dev.quoin.ctl.cli.Command;
import dev.quoin.ctl.cli.ExitCode;
import dev.quoin.ctl.cli.ExitException;
import dev.quoin.ctl.cli.Flag;
import dev.quoin.ctl.cli.Groups;
import dev.quoin.ctl.client.RpcException;
import dev.quoin.ctl.command.kv.KeyRange;
import dev.quoin.ctl.run.Run;
import dev.quoin.ctl.text.GoNumber;
import dev.quoin.ctl.text.GoQuote;
import dev.quoin.ctl.text.Raw;
import dev.quoin.protocol.mvcc.KeyValue;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** {@code diff}: what changed below a prefix between two revisions. */
public final class DiffCommand {
    private static final Comparator<ByteString> ORDER = ByteString.unsignedLexicographicalComparator();

    private final Run run;
    private long added;
    private long removed;
    private long changed;

    private DiffCommand(Run run) {
        this.run = run;
    }

    public static Command command() {
        return new Command("diff", "<prefix> <revision> [revision]", "Shows what changed between two revisions")
                .describe("Shows which keys below a prefix were added (+), removed (-) and changed (~) between two "
                        + "revisions. Without a second revision, the newest is taken.")
                .in(Groups.OVERVIEW)
                .flags(
                        Flag.bool("values", "show the values, too"),
                        Flag.bool("exit-code", "end with exit code 1 if there is a difference"))
                .does(arguments -> diff(new Run(arguments)));
    }

    private static void diff(Run run) {
        run.arguments().expect(2, 3, "diff takes a prefix and one or two revisions");
        long from = revision(run, 1);
        long to = run.arguments().count() == 3 ? revision(run, 2) : 0;
        if (to != 0 && from > to) {
            throw ExitException.badArguments("the first revision " + from + " is newer than the second " + to);
        }
        KeyRange range = KeyRange.prefix(run.arguments().word(0));
        DiffCommand diff = new DiffCommand(run);
        run.with(
                ExitCode.ERROR,
                client -> diff.compare(
                        new Pages(run, client, range, from, false), new Pages(run, client, range, to, false)));
        if (run.flags().on("exit-code") && diff.added + diff.removed + diff.changed > 0) {
            throw ExitException.silent(ExitCode.ERROR);
        }
    }

    private static long revision(Run run, int argument) {
        try {
            long revision = GoNumber.parseInt(run.arguments().word(argument), 10);
            if (revision > 0) {
                return revision;
            }
        } catch (GoNumber.SyntaxException e) {
            // said below, with the word that was given
        }
        throw ExitException.badArguments(
                "bad revision " + run.arguments().word(argument) + ": get -w fields prints the newest one");
    }

    /** Both sides come in the order of their keys, and so are merged. */
    private void compare(Pages old, Pages young) throws RpcException {
        KeyValue before = old.next();
        KeyValue after = young.next();
        while (before != null || after != null) {
            int order = order(before, after);
            if (order < 0 && before != null) {
                removed++;
                show("-", before, before, null);
            } else if (order > 0 && after != null) {
                added++;
                show("+", after, null, after);
            } else if (before != null && after != null && before.getModRevision() != after.getModRevision()) {
                changed++;
                show("~", after, before, after);
            }
            before = order <= 0 ? old.next() : before;
            after = order >= 0 ? young.next() : after;
        }
        run.out()
                .println(added + " added, " + removed + " removed, " + changed + " changed between revision "
                        + old.revision() + " and " + young.revision());
    }

    private static int order(@Nullable KeyValue before, @Nullable KeyValue after) {
        if (before == null) {
            return 1;
        }
        return after == null ? -1 : ORDER.compare(before.getKey(), after.getKey());
    }

    private void show(String sign, KeyValue pair, @Nullable KeyValue before, @Nullable KeyValue after) {
        run.out().println(sign + " " + Raw.of(pair.getKey()));
        if (run.flags().on("values")) {
            value("    - ", before);
            value("    + ", after);
        }
    }

    private void value(String sign, @Nullable KeyValue pair) {
        if (pair != null) {
            run.out().println(sign + GoQuote.quote(Raw.of(pair.getValue())));
        }
    }
}
