package dev.quoin.ctl.run;

import dev.quoin.ctl.cli.ExitException;
import dev.quoin.ctl.text.Raw;
import java.io.Console;

/** Asks a person. */
public final class Prompt {
    private Prompt() {}

    /**
     * Asks for a password without showing it. Its answer is a byte string.
     *
     * @param code the exit code where there is nobody to ask
     * @param before what the message then begins with
     */
    public static String password(String prompt, int code, String before) {
        Console console = System.console();
        if (console == null || !console.isTerminal()) {
            throw ExitException.of(code, before + "inappropriate ioctl for device");
        }
        System.out.flush();
        char[] typed = console.readPassword("%s", Raw.text(prompt));
        return typed == null ? "" : Raw.ofText(new String(typed));
    }
}
