package dev.quoin.ctl.run;

import dev.quoin.ctl.cli.Arguments;
import dev.quoin.ctl.cli.ExitCode;
import dev.quoin.ctl.cli.ExitException;
import dev.quoin.ctl.cli.Flag;
import dev.quoin.ctl.text.Raw;
import java.io.PrintStream;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The variables {@code ETCDCTL_…}, which stand for flags that the command line does not give. */
public final class Environment {
    private static final String PREFIX = "ETCDCTL_";
    private static final Set<String> OTHERS = Set.of("ETCDCTL_API", "ETCDCTL_WATCH_KEY", "ETCDCTL_WATCH_RANGE_END");

    private Environment() {}

    /** The variable that stands for a flag. */
    static String variable(String flag) {
        return PREFIX + flag.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /** The value of a variable as a byte string; empty where it is not set. */
    public static String value(String variable) {
        return Raw.ofText(System.getenv().getOrDefault(variable, ""));
    }

    static void apply(Arguments arguments) {
        Set<String> known = new HashSet<>(OTHERS);
        for (Flag flag : arguments.command().flagsFromAbove()) {
            String variable = variable(flag.name());
            known.add(variable);
            String value = value(variable);
            if (value.isEmpty()) {
                continue;
            }
            if (arguments.flags().isGiven(flag.name())) {
                throw ExitException.of(
                        ExitCode.ERROR,
                        "conflicting environment variable is shadowed by corresponding command-line flag "
                                + "(either unset environment variable or disable flag)): " + variable);
            }
            if (!arguments.flags().offer(flag.name(), value)) {
                System.err.println(
                        "Warning: " + variable + " is ignored: " + value + " is no value for --" + flag.name());
            }
        }
        for (Map.Entry<String, String> each : System.getenv().entrySet()) {
            if (each.getKey().startsWith(PREFIX) && !known.contains(each.getKey())) {
                System.err.println("Warning: unrecognized environment variable " + each.getKey());
            }
        }
    }

    /** Prints the flags as variables, without what is secret. */
    static void show(Arguments arguments, PrintStream err) {
        for (Flag flag : arguments.command().flagsFromAbove()) {
            boolean secret = flag.name().equals("password") || flag.name().equals("auth-jwt-token");
            String value = arguments.flags().text(flag.name());
            err.println(variable(flag.name()) + "=" + (secret && !value.isEmpty() ? "********" : value));
        }
    }
}
