package dev.quoin.consensus.raft.algorithm.corpora;

import java.util.List;

/** One case of a corpus file: a command with arguments, its input lines, and the output that it must give. */
record Directive(int line, String command, List<Argument> arguments, String input, String expected) {

    /** An argument: a word, or a key with one value or a list of them. */
    record Argument(String key, List<String> values) {
        boolean isWord() {
            return values.isEmpty();
        }

        String value() {
            return values.getFirst();
        }
    }

    /** The first argument, a number. */
    int firstNumber() {
        return Integer.parseInt(arguments.getFirst().key());
    }

    /** All words that are numbers. */
    int[] numbers() {
        return arguments.stream()
                .filter(Argument::isWord)
                .mapToInt(argument -> Integer.parseInt(argument.key()))
                .toArray();
    }

    /** The value of a key that must be there. */
    String required(String key) {
        return arguments.stream()
                .filter(argument -> argument.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("line " + line + ": no argument " + key))
                .value();
    }
}
