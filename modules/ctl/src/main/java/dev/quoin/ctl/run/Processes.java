package dev.quoin.ctl.run;

import dev.quoin.ctl.text.GoQuote;
import dev.quoin.ctl.text.Raw;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Commands that are run on behalf of a command. They share its output. */
public final class Processes {
    private Processes() {}

    /**
     * How a command ended.
     *
     * @param code its exit code; -1 if it could not be started
     * @param failure what was wrong, in Go's words; empty if all went well
     */
    public record Ended(int code, String failure) {}

    /**
     * Runs a command to its end, with more variables. Its standard input is empty, as that of etcdctl's commands is.
     */
    public static Ended run(List<String> command, Map<String, String> variables) {
        System.out.flush();
        ProcessBuilder builder =
                new ProcessBuilder(command.stream().map(Raw::text).toList());
        variables.forEach((name, value) -> builder.environment().put(name, Raw.text(value)));
        builder.redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        try {
            int code = builder.start().waitFor();
            return new Ended(code, code == 0 ? "" : code > 128 ? "signal: " + (code - 128) : "exit status " + code);
        } catch (IOException e) {
            String name = GoQuote.quote(command.getFirst());
            boolean path = command.getFirst().contains("/");
            return new Ended(
                    -1,
                    path
                            ? "fork/exec " + command.getFirst() + ": no such file or directory"
                            : "exec: " + name + ": executable file not found in $PATH");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Ended(-1, "interrupted");
        }
    }
}
