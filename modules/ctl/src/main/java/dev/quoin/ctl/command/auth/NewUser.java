package dev.quoin.ctl.command.auth;

import dev.quoin.ctl.cli.ExitException;
import dev.quoin.ctl.run.Prompt;
import dev.quoin.ctl.run.Run;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The name and the password of a user that is to be added. Byte strings. */
record NewUser(String name, String password) {
    private static final String FAILED = "failed to ask password: ";

    /** Reads {@code name[:password]}, and asks for a password that is not given. */
    static NewUser of(Run run, boolean noPassword) {
        String word = run.arguments().word(0);
        String fromFlag = run.flags().text("new-user-password");
        if (noPassword) {
            return new NewUser(word, "");
        } else if (!fromFlag.isEmpty()) {
            return new NewUser(word, fromFlag);
        }
        int colon = word.indexOf(':');
        if (colon < 0) {
            return new NewUser(word, password(run, word));
        } else if (colon == 0) {
            throw ExitException.badArguments("empty user name is not allowed");
        }
        return new NewUser(word.substring(0, colon), word.substring(colon + 1));
    }

    /** Asks twice for a new password, or reads it from standard input. */
    static String password(Run run, String user) {
        if (!run.flags().on("interactive")) {
            return firstWord();
        }
        String first = Prompt.password("Password of " + user + ": ");
        if (first.isEmpty()) {
            throw ExitException.badArguments("empty password");
        }
        String second = Prompt.password("Type password of " + user + " again for confirmation: ");
        if (!first.equals(second)) {
            throw ExitException.badArguments("given passwords are different");
        }
        return first;
    }

    private static String firstWord() {
        try {
            String input = new String(System.in.readAllBytes(), StandardCharsets.ISO_8859_1);
            return input.lines().findFirst().orElse("").strip().split("\\s", 2)[0];
        } catch (IOException e) {
            throw ExitException.badArguments(FAILED + e.getMessage());
        }
    }
}
