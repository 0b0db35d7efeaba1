package dev.quoin.consensus.raft.algorithm.corpora;

import dev.quoin.consensus.raft.algorithm.corpora.Directive.Argument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of cases: {@code command args}, input lines, {@code ----}, output up to a blank line. Output that contains
 * blank lines stands between doubled separators. Lines that begin with {@code #} are comments; a command line that ends
 * with a backslash goes on in the next.
 */
public final class CorpusFile {
    private static final String SEPARATOR = "----";
    private static final Pattern ARGUMENT =
            Pattern.compile("([-a-zA-Z0-9_/,.\"]+)(?:=(?:\\(([^)]*)\\)|([-a-zA-Z0-9_@=+/,.]*)))?(?: +|$)");

    private final Path path;
    private final List<String> lines;
    private int at;

    private CorpusFile(Path path) {
        this.path = path;
        try {
            this.lines = Files.readAllLines(path);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * Runs all cases of a file.
     *
     * @throws AssertionError at the first that gives another output than it must
     */
    static void run(Path path, Function<Directive, String> handler) {
        List<Directive> directives = new CorpusFile(path).read();
        if (directives.isEmpty()) {
            throw new AssertionError(path + " holds no cases");
        }
        for (Directive directive : directives) {
            String actual = handler.apply(directive);
            if (!actual.isEmpty() && !actual.endsWith("\n")) {
                actual += "\n";
            }
            if (!actual.equals(directive.expected())) {
                throw new AssertionError("%s:%d %s\nexpected:\n%s\nbut was:\n%s"
                        .formatted(path, directive.line(), directive.command(), directive.expected(), actual));
            }
        }
    }

    private List<Directive> read() {
        List<Directive> directives = new ArrayList<>();
        while (at < lines.size()) {
            int first = at + 1;
            String line = commandLine();
            if (!line.isEmpty() && !line.startsWith("#")) {
                directives.add(directive(first, line));
            }
        }
        return directives;
    }

    private String commandLine() {
        String line = lines.get(at++).strip();
        while (line.endsWith("\\")) {
            line = line.substring(0, line.length() - 1).strip() + " "
                    + lines.get(at++).strip();
        }
        return line;
    }

    private Directive directive(int number, String line) {
        List<Argument> arguments = arguments(number, line);
        String command = arguments.removeFirst().key();
        StringBuilder input = new StringBuilder();
        while (!lines.get(at).equals(SEPARATOR)) {
            input.append(lines.get(at++)).append('\n');
        }
        at++;
        return new Directive(number, command, arguments, input.toString().strip(), expected());
    }

    private List<Argument> arguments(int number, String line) {
        List<Argument> arguments = new ArrayList<>();
        Matcher matcher = ARGUMENT.matcher(line);
        int end = 0;
        while (end < line.length()) {
            if (!matcher.find(end) || matcher.start() != end) {
                throw new AssertionError("%s:%d cannot be read: %s".formatted(path, number, line));
            }
            end = matcher.end();
            String list = matcher.group(2);
            String single = matcher.group(3);
            List<String> values = list != null
                    ? Arrays.stream(list.split(",")).map(String::strip).toList()
                    : single != null ? List.of(single) : List.of();
            arguments.add(new Argument(matcher.group(1), values));
        }
        return arguments;
    }

    private String expected() {
        StringBuilder text = new StringBuilder();
        boolean doubled = at < lines.size() && lines.get(at).equals(SEPARATOR);
        if (doubled) {
            at++;
            while (!(lines.get(at).equals(SEPARATOR) && lines.get(at + 1).equals(SEPARATOR))) {
                text.append(lines.get(at++)).append('\n');
            }
            at += 2;
            return text.toString();
        }
        while (at < lines.size() && !lines.get(at).isBlank()) {
            text.append(lines.get(at++)).append('\n');
        }
        return text.toString();
    }
}
