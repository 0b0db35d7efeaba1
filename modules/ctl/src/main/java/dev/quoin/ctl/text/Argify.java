package dev.quoin.ctl.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes a typed line apart into words. Quotes of both kinds keep blanks in a word, and double quotes may hold
 * escapes.
 */
public final class Argify {
    private static final Pattern WORD = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|'[^']*'|[^'\"\\s]\\S*[^'\"\\s]?");

    private Argify() {}

    /** The words, or null if a quoted one is malformed. */
    public static @Nullable List<String> words(String line) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(line);
        while (word.find()) {
            String found = word.group();
            if (found.startsWith("'")) {
                words.add(found.substring(1, found.length() - 1));
            } else if (found.startsWith("\"")) {
                GoQuote.Unquoted unquoted = GoQuote.unquote(found);
                if (unquoted == null) {
                    return null;
                }
                words.add(unquoted.value());
            } else {
                words.add(found);
            }
        }
        return words;
    }
}
