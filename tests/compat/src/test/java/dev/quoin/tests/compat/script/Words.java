package dev.quoin.tests.compat.script;

import java.util.ArrayList;
import java.util.List;

/** Splits a command line into words as a shell does, as far as scripts need it: spaces separate, quotes of both kinds keep together. */
final class Words {

    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean inWord;
    private char quote;

    private Words() {}

    static List<String> of(String line) {
        Words reader = new Words();
        line.chars().forEach(c -> reader.accept((char) c));
        if (reader.quote != 0) {
            throw new IllegalArgumentException("a quote without its end: " + line);
        }
        reader.endWord();
        return List.copyOf(reader.words);
    }

    private void accept(char c) {
        if (quote != 0) {
            if (c == quote) {
                quote = 0;
            } else {
                word.append(c);
            }
        } else if (c == '\'' || c == '"') {
            quote = c;
            inWord = true;
        } else if (c == ' ') {
            endWord();
        } else {
            word.append(c);
            inWord = true;
        }
    }

    private void endWord() {
        if (inWord) {
            words.add(word.toString());
            word.setLength(0);
            inWord = false;
        }
    }
}
