package dev.quoin.ctl.command.watch;

import com.google.protobuf.ByteString;
import dev.quoin.ctl.cli.Command;
import dev.quoin.ctl.cli.ExitCode;
import dev.quoin.ctl.cli.ExitException;
import dev.quoin.ctl.cli.Flag;
import dev.quoin.ctl.cli.Flags;
import dev.quoin.ctl.cli.Groups;
import dev.quoin.ctl.client.WatchEvent;
import dev.quoin.ctl.client.Watches;
import dev.quoin.ctl.command.kv.KeyRange;
import dev.quoin.ctl.run.Environment;
import dev.quoin.ctl.run.Run;
import dev.quoin.ctl.text.GoQuote;
import dev.quoin.ctl.text.Raw;
import dev.quoin.protocol.rpc.WatchCreateRequest;
import java.util.List;
import java.util.function.Consumer;

/** {@code watch}: prints what changes, and runs a command for each change. */
public final class WatchCommand {
    private WatchCommand() {}

    public static Command command() {
        return new Command(
                        "watch",
                        "[options] [key or prefix] [range_end] [--] [exec-command arg1 arg2 ...]",
                        "Prints changes of keys as they happen")
                .in(Groups.KEYS)
                .flags(
                        Flag.bool("interactive", "read watches from standard input")
                                .letter("i"),
                        Flag.bool("prefix", "all keys that begin with the key"),
                        Flag.number("rev", 0, "the revision to begin at (0 for now)"),
                        Flag.bool("prev-kv", "print what stood there before, too"),
                        Flag.bool("progress-notify", "say now and then how far the watch has come"))
                .does(arguments -> watch(new Run(arguments)));
    }

    private static void watch(Run run) {
        String key = Environment.value("ETCDCTL_WATCH_KEY");
        String end = Environment.value("ETCDCTL_WATCH_RANGE_END");
        if (key.isEmpty() && !end.isEmpty()) {
            throw ExitException.badArguments(
                    "ETCDCTL_WATCH_KEY is empty but got ETCDCTL_WATCH_RANGE_END=" + GoQuote.quote(end));
        }
        if (run.flags().on("interactive")) {
            new InteractiveWatch(run, key, end).run();
            return;
        }
        WatchWords words = WatchWords.ofCommandLine(run.arguments(), key, end);
        run.with(ExitCode.BAD_CONNECTION, client -> {
            WatchCreateRequest request = request(words.watched(), run.flags());
            try (Watches watches = new Watches(client)) {
                watches.add(request, printer(run, words.command()));
                watches.run();
            }
        });
        throw ExitException.of(ExitCode.INTERRUPTED, "watch is canceled by the server");
    }

    static WatchCreateRequest request(List<String> watched, Flags flags) {
        if (watched.isEmpty()) {
            throw ExitException.badArguments(WatchWords.WRONG_NUMBER);
        }
        KeyRange range = new KeyRange(Raw.bytes(watched.getFirst()), ByteString.EMPTY);
        if (watched.size() == 2) {
            if (flags.on("prefix")) {
                throw ExitException.badArguments("`range_end` and `--prefix` are mutually exclusive");
            }
            range = new KeyRange(range.key(), Raw.bytes(watched.get(1)));
        }
        if (flags.on("prefix")) {
            range = KeyRange.prefix(watched.getFirst());
        }
        return WatchCreateRequest.newBuilder()
                .setKey(range.key())
                .setRangeEnd(range.end())
                .setStartRevision(flags.number("rev"))
                .setPrevKv(flags.on("prev-kv"))
                .setProgressNotify(flags.on("progress-notify"))
                .build();
    }

    /** Prints what a watch tells, and runs the command for each event. */
    static Consumer<WatchEvent> printer(Run run, List<String> command) {
        return event -> {
            if (event.isLast()) {
                run.out().flush();
                run.err().println("watch was canceled (" + event.failure() + ")");
            }
            if (event.isProgress()) {
                run.out()
                        .println("progress notify: "
                                + event.response().getHeader().getRevision());
            }
            run.printer().watch(event.response());
            run.out().flush();
            if (!command.isEmpty()) {
                event.response()
                        .getEventsList()
                        .forEach(each -> EventCommand.run(
                                command, event.response().getHeader().getRevision(), each));
            }
        };
    }
}
