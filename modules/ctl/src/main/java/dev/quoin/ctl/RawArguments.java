package dev.quoin.ctl;

import dev.quoin.ctl.text.Raw;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The arguments as byte strings. Java decodes arguments as the locale says, which loses bytes; Linux keeps them. */
final class RawArguments {
    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

    private RawArguments() {}

    static List<String> of(String[] words) {
        if (Arrays.stream(words).allMatch(word -> word.chars().allMatch(each -> each < 128))) {
            return List.of(words);
        }
        try {
            String line = Files.readString(COMMAND_LINE, StandardCharsets.ISO_8859_1);
            List<String> all = Arrays.asList(
                    line.substring(0, Math.max(0, line.length() - 1)).split("\0", -1));
            return List.copyOf(all.subList(all.size() - words.length, all.size()));
        } catch (IOException | IndexOutOfBoundsException e) {
            return Arrays.stream(words).map(Raw::ofText).toList();
        }
    }
}
