package dev.quoin.ctl.cli;

import java.util.List;

/**
 * A command line that was read.
 *
 * @param program the name that the tool was called by
 * @param command the command that was found
 * @param flags its flags
 * @param words the arguments that are no flags
 * @param all everything that stood on the command line, as it stood there
 */
public record Arguments(String program, Command command, Flags flags, List<String> words, List<String> all) {

    /** The number of arguments that are no flags. */
    public int count() {
        return words.size();
    }

    /** One of the arguments that are no flags. */
    public String word(int index) {
        return words.get(index);
    }

    /**
     * Ends the run unless the number of arguments is right.
     *
     * @param message what to say otherwise
     */
    public void expect(int least, int most, String message) {
        if (count() < least || count() > most) {
            throw ExitException.badArguments(message);
        }
    }
}
