package dev.quoin.ctl.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads flags and arguments as etcdctl does: flags may stand anywhere before a {@code --}, {@code --flag value} and
 * {@code --flag=value} are the same, a switch takes a value only after an equals sign, letters may be joined. No
 * library reads
 * this grammar with these messages, and scripts rely on both.
 */
final class FlagParser {
    private final Flags flags;
    private final List<String> arguments = new ArrayList<>();
    private List<String> rest;

    FlagParser(Flags flags) {
        this.flags = flags;
        this.rest = List.of();
    }

    /** Sets the flags, and answers with the arguments that are none. */
    List<String> parse(List<String> words) throws UsageException {
        rest = words;
        while (!rest.isEmpty()) {
            String word = next();
            if (word.length() < 2 || word.charAt(0) != '-') {
                arguments.add(word);
            } else if (word.equals("--")) {
                arguments.addAll(rest);
                break;
            } else if (word.startsWith("--")) {
                longFlag(word);
            } else {
                letters(word.substring(1));
            }
        }
        return arguments;
    }

    private String next() {
        String word = rest.getFirst();
        rest = rest.subList(1, rest.size());
        return word;
    }

    private void longFlag(String word) throws UsageException {
        String name = word.substring(2);
        if (name.startsWith("-") || name.startsWith("=")) {
            throw new UsageException("bad flag syntax: " + word);
        }
        int equals = name.indexOf('=');
        Flag flag = flags.find(equals < 0 ? name : name.substring(0, equals));
        if (flag == null) {
            throw new UsageException("unknown flag: --" + (equals < 0 ? name : name.substring(0, equals)));
        }
        if (equals >= 0) {
            flags.set(flag, name.substring(equals + 1));
        } else if (flag.type() == Flag.Type.BOOL) {
            flags.set(flag, "true");
        } else if (!rest.isEmpty()) {
            flags.set(flag, next());
        } else {
            throw new UsageException("flag needs an argument: " + word);
        }
    }

    private void letters(String letters) throws UsageException {
        String left = letters;
        while (!left.isEmpty()) {
            String letter = left.substring(0, 1);
            Flag flag = flags.findLetter(letter);
            if (flag == null) {
                throw new UsageException("unknown shorthand flag: '" + letter + "' in -" + left);
            }
            if (left.length() > 2 && left.charAt(1) == '=') {
                flags.set(flag, left.substring(2));
                left = "";
            } else if (flag.type() == Flag.Type.BOOL) {
                flags.set(flag, "true");
                left = left.substring(1);
            } else if (left.length() > 1) {
                flags.set(flag, left.substring(1));
                left = "";
            } else if (!rest.isEmpty()) {
                flags.set(flag, next());
                left = "";
            } else {
                throw new UsageException("flag needs an argument: '" + letter + "' in -" + left);
            }
        }
    }
}
