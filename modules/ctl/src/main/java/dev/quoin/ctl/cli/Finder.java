package dev.quoin.ctl.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the command that a command line names. Flags may stand before and between the names, and a name may be cut
 * short.
 */
final class Finder {
    private Command command;
    private List<String> words;

    private Finder(Command root, List<String> words) {
        this.command = root;
        this.words = words;
    }

    /** The command, and the words without its name and those above it. */
    record Found(Command command, List<String> words) {}

    static Found find(Command root, List<String> words) {
        Finder finder = new Finder(root, words);
        while (finder.descend()) {
            // one level deeper at each step
        }
        return new Found(finder.command, finder.words);
    }

    private boolean descend() {
        int at = firstArgument();
        Command child = at < 0 ? null : child(command, words.get(at));
        if (child == null) {
            return false;
        }
        List<String> without = new ArrayList<>(words);
        without.remove(at);
        words = without;
        command = child;
        return true;
    }

    /** The place of the first word that is neither a flag nor the value of one; -1 if there is none. */
    int firstArgument() {
        Flags flags = new Flags(command.allFlags());
        for (int at = 0; at < words.size(); at++) {
            String word = words.get(at);
            if (word.equals("--")) {
                return -1;
            } else if (word.startsWith("--")) {
                at += word.contains("=") || isSwitch(flags.find(word.substring(2))) ? 0 : 1;
            } else if (word.startsWith("-") && word.length() > 1) {
                at += word.contains("=") || word.length() > 2 || isSwitch(flags.findLetter(word.substring(1))) ? 0 : 1;
            } else if (!word.isEmpty()) {
                return at;
            }
        }
        return -1;
    }

    private static boolean isSwitch(@Nullable Flag flag) {
        return flag != null && flag.type() == Flag.Type.BOOL;
    }

    private static @Nullable Command child(Command parent, String name) {
        List<Command> beginning = new ArrayList<>();
        for (Command child : parent.children()) {
            if (child.name().equals(name)) {
                return child;
            }
            if (child.name().startsWith(name)) {
                beginning.add(child);
            }
        }
        return beginning.size() == 1 ? beginning.getFirst() : null;
    }

    /** The first word of a command line that named no command, or null if there is none. */
    static @Nullable String unknown(Command root, List<String> words) {
        Finder finder = new Finder(root, words);
        int at = finder.firstArgument();
        return at < 0 ? null : words.get(at);
    }
}
