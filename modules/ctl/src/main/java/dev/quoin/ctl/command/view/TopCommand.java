package dev.quoin.ctl.command.view;

import dev.quoin.ctl.cli.Command;
import dev.quoin.ctl.cli.ExitCode;
import dev.quoin.ctl.cli.ExitException;
import dev.quoin.ctl.cli.Flag;
import dev.quoin.ctl.cli.Groups;
import dev.quoin.ctl.client.Client;
import dev.quoin.ctl.client.RpcException;
import dev.quoin.ctl.run.Run;
import dev.quoin.ctl.text.Raw;
import java.io.Console;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;
import org.jspecify.annotations.Nullable;

/** {@code top}: the members of a cluster, as they are from moment to moment. */
public final class TopCommand {
    private static final Duration SHORTEST = Duration.ofMillis(100);

    private TopCommand() {}

    public static Command command() {
        return new Command("top", "", "Shows the members and what they do, live")
                .describe("Shows the members, who leads, how far each lags, rates, latencies and alarms, again and "
                        + "again until q is typed. Where the output is no terminal, it is shown once.")
                .in(Groups.OVERVIEW)
                .flags(
                        Flag.duration("interval", "2s", "time between two looks"),
                        Flag.bool("once", "show it once and end"),
                        Flag.bool("prefixes", "show which keys change most (watches all keys)"))
                .does(arguments -> top(new Run(arguments)));
    }

    private static void top(Run run) {
        run.arguments().expect(0, 0, "top takes no arguments");
        Duration interval = run.flags().duration("interval");
        if (interval.compareTo(SHORTEST) < 0) {
            throw ExitException.badArguments("--interval must be 100ms at least");
        }
        try (Sampler sampler = new Sampler(run, run.flags().duration("command-timeout"));
                Client watching = run.open()) {
            BusyPrefixes busy = run.flags().on("prefixes") ? new BusyPrefixes(watching) : null;
            Console console = System.console();
            if (run.flags().on("once") || console == null || !console.isTerminal()) {
                once(run, sampler, busy, interval);
            } else {
                live(sampler, busy, interval);
            }
        } catch (RpcException e) {
            throw run.failure(ExitCode.ERROR, "", e);
        } catch (IOException e) {
            throw ExitException.of(ExitCode.ERROR, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            throw ExitException.silent(ExitCode.ERROR);
        }
    }

    private static List<String> prefixes(@Nullable BusyPrefixes busy) {
        return busy == null ? List.of() : busy.lines();
    }

    private static void once(Run run, Sampler sampler, @Nullable BusyPrefixes busy, Duration interval)
            throws InterruptedException {
        Sample first = sampler.take();
        TimeUnit.NANOSECONDS.sleep(interval.toNanos());
        TopScreen.lines(first, sampler.take(), prefixes(busy))
                .forEach(line -> run.out().println(Raw.ofText(line)));
    }

    private static void live(Sampler sampler, @Nullable BusyPrefixes busy, Duration interval)
            throws IOException, InterruptedException {
        try (Terminal terminal = TerminalBuilder.builder().system(true).build()) {
            Attributes before = terminal.enterRawMode();
            Display display = new Display(terminal, true);
            try {
                Sample last = sampler.take();
                int key = 0;
                while (key != 'q' && key != 3) {
                    Sample now = sampler.take();
                    draw(terminal, display, TopScreen.lines(last, now, prefixes(busy)));
                    last = now;
                    key = terminal.reader().read(interval.toMillis());
                }
            } finally {
                terminal.setAttributes(before);
                terminal.writer().println();
                terminal.flush();
            }
        }
    }

    private static void draw(Terminal terminal, Display display, List<String> lines) {
        int width = Math.max(20, terminal.getWidth());
        int height = Math.max(3, terminal.getHeight());
        display.resize(height, width);
        List<AttributedString> shown = lines.stream()
                .limit(height - 1L)
                .map(line -> new AttributedString(line.length() > width ? line.substring(0, width) : line))
                .toList();
        display.update(shown, 0);
    }
}
