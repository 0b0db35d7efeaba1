package dev.quoin.ctl.command.view;

import dev.quoin.ctl.cli.Arguments;
import dev.quoin.ctl.cli.Command;
import dev.quoin.ctl.cli.ExitCode;
import dev.quoin.ctl.cli.ExitException;
import dev.quoin.ctl.cli.Flag;
import dev.quoin.ctl.cli.Groups;
import dev.quoin.ctl.context.Contexts;
import dev.quoin.ctl.text.Raw;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code contexts} and what stands below it: named endpoints with their credentials. */
public final class ContextsCommand {
    private static final Set<String> FILES = Set.of("cert", "key", "cacert");
    private static final Set<String> SECRETS = Set.of("password", "auth-jwt-token");
    private static final Set<String> NOT_STORED = Set.of("context", "debug", "hex", "write-out");

    private ContextsCommand() {}

    public static Command command() {
        return new Command("contexts", "<subcommand>", "Stores endpoints and credentials under names")
                .in(Groups.OVERVIEW)
                .with(
                        new Command("list", "", "Lists the contexts").does(ContextsCommand::list),
                        new Command("set", "<name>", "Stores the global flags that are given as a context")
                                .describe("Stores the global flags that are given, such as --endpoints and --user, "
                                        + "under a name. The file is readable by its owner only.")
                                .does(ContextsCommand::set),
                        new Command("use", "<name>", "Makes a context the one that is used where none is named")
                                .does(ContextsCommand::use),
                        new Command("show", "<name>", "Shows a context, without its secrets")
                                .does(ContextsCommand::show),
                        new Command("remove", "<name>", "Removes a context").does(ContextsCommand::remove));
    }

    @FunctionalInterface
    private interface FileWork {
        void with(Contexts contexts) throws IOException;
    }

    private static void withFile(FileWork work) {
        try {
            work.with(new Contexts(Contexts.file()));
        } catch (IOException e) {
            throw ExitException.of(ExitCode.ERROR, Raw.ofText(String.valueOf(e.getMessage())));
        }
    }

    private static String name(Arguments arguments) {
        arguments.expect(1, 1, "contexts " + arguments.command().name() + " takes one name");
        return Raw.text(arguments.word(0));
    }

    private static void list(Arguments arguments) {
        arguments.expect(0, 0, "contexts list takes no arguments");
        withFile(contexts -> {
            String current = contexts.current();
            contexts.all().forEach((name, flags) -> {
                String endpoints = String.join(",", flags.getOrDefault("endpoints", List.of()));
                System.out.println(Raw.ofText((name.equals(current) ? "* " : "  ") + name + "  " + endpoints));
            });
        });
    }

    private static void set(Arguments arguments) {
        String name = name(arguments);
        Map<String, List<String>> flags = new LinkedHashMap<>();
        for (Flag flag : arguments.command().globalFlags()) {
            if (arguments.flags().isGiven(flag.name()) && !NOT_STORED.contains(flag.name())) {
                String value = Raw.text(arguments.flags().text(flag.name()));
                boolean path = FILES.contains(flag.name()) && !value.isEmpty();
                flags.put(
                        flag.name(),
                        List.of(path ? Path.of(value).toAbsolutePath().toString() : value));
            }
        }
        if (flags.isEmpty()) {
            throw ExitException.badArguments("contexts set needs flags to store, such as --endpoints");
        }
        withFile(contexts -> contexts.set(name, flags));
        System.out.println("Context " + Raw.ofText(name) + " stored");
    }

    private static void use(Arguments arguments) {
        String name = name(arguments);
        withFile(contexts -> expect(contexts.use(name), name));
        System.out.println("Context " + Raw.ofText(name) + " is used from now on");
    }

    private static void remove(Arguments arguments) {
        String name = name(arguments);
        withFile(contexts -> expect(contexts.remove(name), name));
        System.out.println("Context " + Raw.ofText(name) + " removed");
    }

    private static void show(Arguments arguments) {
        String name = name(arguments);
        withFile(contexts -> {
            Map<String, List<String>> flags = contexts.get(name);
            expect(flags != null, name);
            if (flags != null) {
                flags.forEach((flag, values) ->
                        System.out.println(Raw.ofText("--" + flag + "=" + shown(flag, String.join(",", values)))));
            }
        });
    }

    /** A user may carry a password behind a colon. */
    private static String shown(String flag, String value) {
        if (SECRETS.contains(flag)) {
            return "********";
        }
        int colon = flag.equals("user") ? value.indexOf(':') : -1;
        return colon < 0 ? value : value.substring(0, colon) + ":********";
    }

    private static void expect(boolean found, String name) {
        if (!found) {
            throw ExitException.badArguments(
                    "no context " + Raw.ofText(name) + ": contexts list prints those there are");
        }
    }
}
