package dev.quoin.ctl.command.watch;

import dev.quoin.ctl.cli.Arguments;
import dev.quoin.ctl.cli.ExitException;
import java.util.ArrayList;
import java.util.List;

/**
 * What the words of a watch mean.
 *
 * @param watched a key, or a key and the end of a range
 * @param command what to run for each event; empty for nothing
 */
record WatchWords(List<String> watched, List<String> command) {
    static final String WRONG_NUMBER = "bad number of arguments";
    private static final String CONFLICT = WRONG_NUMBER + " (found conflicting environment key)";
    private static final String NO_COMMAND = WRONG_NUMBER + " (found separator --, but no commands)";

    /**
     * Reads a command line.
     *
     * @param key the key that the environment names, or empty
     * @param end the end of the range that the environment names, or empty
     */
    static WatchWords ofCommandLine(Arguments arguments, String key, String end) {
        List<String> all = arguments.all();
        List<String> after = all.subList(all.indexOf("watch") + 1, all.size());
        return of(after, arguments.words(), key, end);
    }

    /** @param after all words behind the name of the command; @param words those of them that are no flags */
    static WatchWords of(List<String> after, List<String> words, String key, String end) {
        int separator = after.indexOf("--");
        if (separator >= 0 && separator == after.size() - 1) {
            throw ExitException.badArguments(NO_COMMAND);
        }
        List<String> command = separator < 0 ? List.of() : after.subList(separator + 1, after.size());
        List<String> watched = new ArrayList<>(words.subList(0, words.size() - command.size()));
        if (key.isEmpty()) {
            if (watched.isEmpty()) {
                throw ExitException.badArguments(WRONG_NUMBER);
            }
            return new WatchWords(watched, command);
        }
        if (!watched.isEmpty()) {
            throw ExitException.badArguments(CONFLICT);
        }
        watched.add(key);
        if (!end.isEmpty()) {
            watched.add(end);
        }
        return new WatchWords(watched, command);
    }
}
