package dev.quoin.ctl.command.check;

import dev.quoin.ctl.cli.Command;
import dev.quoin.ctl.cli.ExitCode;
import dev.quoin.ctl.cli.ExitException;
import dev.quoin.ctl.cli.Flag;
import dev.quoin.ctl.cli.Groups;
import dev.quoin.ctl.run.Run;
import java.util.Map;

/** {@code check} and what stands below it. */
public final class CheckCommand {

    /**
     * How much load a check makes.
     *
     * @param perSecond writes in a second, for perf
     * @param clients how many clients make it
     * @param keys how many keys are written, for datascale
     */
    record Load(int perSecond, int clients, int keys) {}

    private static final Map<String, Load> LOADS = Map.of(
            "s", new Load(150, 50, 10_000),
            "m", new Load(1_000, 200, 100_000),
            "l", new Load(8_000, 500, 1_000_000),
            "xl", new Load(15_000, 1_000, 3_000_000));
    private static final Map<String, String> NAMES = Map.of("small", "s", "medium", "m", "large", "l", "xLarge", "xl");
    private static final Flag COMPACT = Flag.bool("auto-compact", "forget the keys of the check afterwards");
    private static final Flag DEFRAGMENT = Flag.bool("auto-defrag", "give back the space of the check afterwards");
    private static final Flag LOAD = Flag.string("load", "s", "how much load to make: s, m, l or xl (small to xLarge)");

    private CheckCommand() {}

    public static Command command() {
        return new Command("check", "<subcommand>", "Checks what a cluster can bear")
                .in(Groups.UTILITY)
                .with(
                        new Command("perf", "[options]", "Writes for a minute, and judges the speed")
                                .flags(
                                        LOAD,
                                        Flag.string(
                                                "prefix", "/etcdctl-check-perf/", "what the written keys begin with"),
                                        COMPACT,
                                        DEFRAGMENT)
                                .does(arguments -> PerfCheck.run(new Run(arguments), load(new Run(arguments)))),
                        new Command("datascale", "[options]", "Writes many keys, and says how much memory they take")
                                .flags(
                                        LOAD,
                                        Flag.string(
                                                "prefix",
                                                "/etcdctl-check-datascale/",
                                                "what the written keys begin with"),
                                        COMPACT,
                                        DEFRAGMENT)
                                .does(arguments -> DatascaleCheck.run(new Run(arguments), load(new Run(arguments)))));
    }

    private static Load load(Run run) {
        String given = run.flags().text("load");
        Load load = LOADS.get(NAMES.getOrDefault(given, given));
        if (load == null) {
            throw ExitException.of(ExitCode.BAD_FEATURE, "unknown load option " + given);
        }
        return load;
    }
}
