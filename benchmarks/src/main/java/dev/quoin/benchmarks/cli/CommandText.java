package dev.quoin.benchmarks.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The command as a report shows it: what repeats the run on another machine, without the files of this one. */
final class CommandText {
    private static final Set<String> OF_THIS_MACHINE =
            Set.of("--json", "--html", "--markdown", "--work-dir", "--quoin", "--pid");

    private CommandText() {}

    static String of(List<String> arguments) {
        List<String> shown = new ArrayList<>(List.of("benchmarks/bench"));
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            String option = argument.split("=", 2)[0];
            if (OF_THIS_MACHINE.contains(option)) {
                i += argument.equals(option) ? 1 : 0;
            } else {
                shown.add(withoutPaths(argument));
            }
        }
        return String.join(" ", shown);
    }

    /** {@code etcd=/some/where} in a list of servers becomes {@code etcd=PATH}. */
    private static String withoutPaths(String argument) {
        return argument.replaceAll("=[^,=]*/[^,]*", "=PATH");
    }
}
