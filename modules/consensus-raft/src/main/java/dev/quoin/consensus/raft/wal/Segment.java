package dev.quoin.consensus.raft.wal;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A segment file, as its name tells.
 *
 * @param path of the file
 * @param sequence one more than that of the segment before
 * @param firstIndex that the next entry had when the segment was begun
 */
record Segment(Path path, long sequence, long firstIndex) {
    private static final Pattern NAME = Pattern.compile("([0-9a-f]{16})-([0-9a-f]{16})\\.log");

    static Segment named(Path directory, long sequence, long firstIndex) {
        String name = "%016x-%016x.log".formatted(sequence, firstIndex);
        return new Segment(directory.resolve(name), sequence, firstIndex);
    }

    /** The segment whose file this is, or null for other files. */
    static @Nullable Segment parse(Path path) {
        Matcher name = NAME.matcher(String.valueOf(path.getFileName()));
        if (!name.matches()) {
            return null;
        }
        return new Segment(path, Long.parseUnsignedLong(name.group(1), 16), Long.parseUnsignedLong(name.group(2), 16));
    }
}
