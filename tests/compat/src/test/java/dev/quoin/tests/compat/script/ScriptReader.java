package dev.quoin.tests.compat.script;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads a script. The first character of a line says what it is:
 *
 * <pre>
 * #  a remark
 * &gt; put a b          runs a command to its end
 * |  a line           its standard input; {@code |*129 x} is the line 129 times with {@code %} numbering it, {@code |@900} 900 letters
 * =  lease ([0-9a-f]+) keeps what is found in its output, here as $lease
 * ~2 watch a          runs a command until it has printed two lines
 * &amp;w watch -i         starts a command and calls it w
 * &lt;w watch a          types a line into w
 * ?w 3                waits until w has printed three lines
 * .w                  ends w
 * </pre>
 */
final class ScriptReader {

    private final List<Step> steps = new ArrayList<>();
    private final StringBuilder input = new StringBuilder();
    private final List<Step.Capture> captures = new ArrayList<>();
    private String command = "";

    static List<Step> read(List<String> lines) {
        ScriptReader reader = new ScriptReader();
        lines.forEach(reader::accept);
        reader.endCommand();
        return List.copyOf(reader.steps);
    }

    private void accept(String line) {
        if (line.isBlank() || line.startsWith("#")) {
            return;
        }
        String rest = line.substring(1).strip();
        switch (line.charAt(0)) {
            case '>' -> {
                endCommand();
                command = rest;
            }
            case '|' -> addInput(line.substring(1));
            case '=' -> captures.add(new Step.Capture(before(rest), after(rest)));
            default -> {
                endCommand();
                steps.add(other(line, rest));
            }
        }
    }

    private static Step other(String line, String rest) {
        return switch (line.charAt(0)) {
            case '~' -> new Step.RunUntil(after(rest), Words.of(after(rest)), Integer.parseInt(before(rest)));
            case '&' -> new Step.Start(after(rest) + " (starts)", before(rest), Words.of(after(rest)));
            case '<' -> new Step.Type(after(rest) + " (typed)", before(rest), after(rest));
            case '?' -> new Step.Await(rest + " (lines)", before(rest), Integer.parseInt(after(rest)));
            case '.' -> new Step.End(rest + " (all it printed)", rest);
            default -> throw new IllegalArgumentException("not a line of a script: " + line);
        };
    }

    private void addInput(String typed) {
        String line = typed.strip();
        if (line.startsWith("*")) {
            for (int i = 0; i < Integer.parseInt(before(line).substring(1)); i++) {
                input.append(after(line).replace("%", Integer.toString(i))).append('\n');
            }
        } else if (line.startsWith("@")) {
            input.append("x".repeat(Integer.parseInt(line.substring(1)))).append('\n');
        } else {
            input.append(line).append('\n');
        }
    }

    private void endCommand() {
        if (!command.isEmpty()) {
            steps.add(new Step.Run(command + shownInput(), Words.of(command), input.toString(), List.copyOf(captures)));
        }
        command = "";
        input.setLength(0);
        captures.clear();
    }

    /** The input on one line, cut where it is long. */
    private String shownInput() {
        String line = input.toString().strip().replace("\n", " ; ");
        return line.isEmpty() ? "" : " <<< " + (line.length() > 90 ? line.substring(0, 90) + "..." : line);
    }

    private static String before(String line) {
        return line.strip().split(" +", 2)[0];
    }

    private static String after(String line) {
        String[] parts = line.strip().split(" +", 2);
        if (parts.length < 2) {
            throw new IllegalArgumentException("something is missing in the script's line: " + line);
        }
        return parts[1];
    }
}
