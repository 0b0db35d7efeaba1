package dev.quoin.ctl.run;

import dev.quoin.ctl.text.Raw;
import java.io.Console;
import java.io.IOException;

/** Asks a person. */
public final class Prompt {
    private Prompt() {}

    /**
     * Asks for a password: without showing it at a terminal, and as a line of standard input elsewhere. A byte
     * string.
     */
    public static String password(String prompt) {
        Console console = System.console();
        if (console != null && console.isTerminal()) {
            System.out.flush();
            char[] typed = console.readPassword("%s", Raw.text(prompt));
            return typed == null ? "" : Raw.ofText(new String(typed));
        }
        System.out.print(prompt);
        StringBuilder line = new StringBuilder();
        try {
            for (int each = System.in.read(); each >= 0 && each != '\n'; each = System.in.read()) {
                line.append((char) each);
            }
        } catch (IOException e) {
            // What was read so far is all that there is.
        }
        System.out.println();
        return line.toString();
    }
}
