package dev.quoin.core.etcdwal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of a log: {@code SEQUENCE-INDEX.wal}, 16 hexadecimal digits each. */
final class WalFiles {
    private static final Pattern NAME = Pattern.compile("([0-9a-f]{16})-([0-9a-f]{16})\\.wal");

    private WalFiles() {}

    /** A file, and its place in the row. */
    record WalFile(Path path, long sequence) {}

    /**
     * The files in order; etcd removes the oldest ones in time.
     *
     * @throws WalException when there are none, or one is missing between two others
     */
    static List<WalFile> in(Path folder) throws IOException {
        List<WalFile> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.sorted()
                    .map(WalFiles::file)
                    .filter(file -> file.sequence >= 0)
                    .toList();
        }
        if (files.isEmpty()) {
            throw new WalException(folder, "has no .wal file, expected one or more");
        }
        for (int i = 1; i < files.size(); i++) {
            long expected = files.get(i - 1).sequence + 1;
            if (files.get(i).sequence != expected) {
                throw new WalException(
                        files.get(i).path, "has sequence number " + files.get(i).sequence + ", expected " + expected);
            }
        }
        return files;
    }

    private static WalFile file(Path path) {
        Matcher name = NAME.matcher(path.getFileName().toString());
        return new WalFile(path, name.matches() ? Long.parseLong(name.group(1), 16) : -1);
    }
}
