package dev.quoin.ctl.command.watch;

import dev.quoin.ctl.cli.Arguments;
import dev.quoin.ctl.cli.CommandLine;
import dev.quoin.ctl.cli.ExitCode;
import dev.quoin.ctl.cli.ExitException;
import dev.quoin.ctl.client.Client;
import dev.quoin.ctl.client.RpcException;
import dev.quoin.ctl.client.Watches;
import dev.quoin.ctl.run.Lines;
import dev.quoin.ctl.run.Run;
import dev.quoin.ctl.text.Argify;
import dev.quoin.protocol.rpc.WatchCreateRequest;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Watches that are typed: each line {@code watch …} starts one, and {@code progress} asks how far they have come. */
final class InteractiveWatch {
    private final Run run;
    private final String key;
    private final String end;
    private @Nullable Watches watches;

    InteractiveWatch(Run run, String key, String end) {
        this.run = run;
        this.key = key;
        this.end = end;
    }

    void run() {
        run.with(ExitCode.ERROR, client -> {
            try {
                Lines lines = Lines.open();
                for (String line = lines.next(); line != null; line = lines.next()) {
                    accept(client, line);
                }
            } catch (IOException e) {
                throw ExitException.of(ExitCode.INVALID_INPUT, "error reading watch request line: " + e.getMessage());
            }
            throw ExitException.of(ExitCode.INVALID_INPUT, "error reading watch request line: EOF");
        });
    }

    private void accept(Client client, String line) {
        List<String> words = Argify.words(line);
        if (words == null) {
            throw ExitException.of(ExitCode.INVALID_INPUT, "invalid syntax");
        }
        if (words.isEmpty()) {
            run.err().println("Invalid command: " + line + " (watch and progress supported)");
            return;
        }
        switch (words.getFirst()) {
            case "watch" -> watch(client, line, words.subList(1, words.size()));
            case "progress" -> {
                if (watches != null) {
                    watches.requestProgress();
                }
            }
            default -> run.err().println("Invalid command " + line + " (only support watch)");
        }
    }

    private void watch(Client client, String line, List<String> words) {
        if (words.isEmpty() && key.isEmpty()) {
            run.err().println("Invalid command " + line + " (command type or key is not provided)");
            return;
        }
        Arguments arguments =
                CommandLine.parse(WatchCommand.command(), run.arguments().program(), words);
        if (arguments == null) {
            throw ExitException.badArguments("unknown flag in: " + line);
        }
        WatchWords meant = WatchWords.of(words, arguments.words(), key, end);
        WatchCreateRequest request;
        try {
            request = WatchCommand.request(meant.watched(), arguments.flags());
        } catch (ExitException e) {
            run.err().println("Invalid command " + line + " (" + e.text() + ")");
            return;
        }
        start(client).add(request, WatchCommand.printer(run, meant.command()));
    }

    /** The stream is opened with the first watch, and read by a thread of its own. */
    private Watches start(Client client) {
        if (watches != null && !watches.isClosed()) {
            return watches;
        }
        Watches fresh = new Watches(client);
        watches = fresh;
        fresh.keepOpen();
        Thread.ofPlatform().daemon().name("watches").start(() -> {
            try {
                fresh.run();
            } catch (RpcException e) {
                run.err().println("watch was canceled (" + e.text() + ")");
            }
        });
        return fresh;
    }
}
