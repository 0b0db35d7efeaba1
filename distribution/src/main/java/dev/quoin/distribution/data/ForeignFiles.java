package dev.quoin.distribution.data;

import dev.quoin.api.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at what is in a data directory before anything is written there, so that nobody else's files are ever touched. */
final class ForeignFiles {
    private static final Logger LOG = LoggerFactory.getLogger(ForeignFiles.class);

    /** What a file system puts into its root by itself, and where authentication keeps certificates that it made, before there is any data. */
    private static final Set<String> HARMLESS = Set.of("lost+found", "fixtures");

    /** What a start that was cut off before the directory was recorded leaves behind. */
    private static final Set<String> BEGINNINGS = Set.of(DataDirectory.LOCK, DataDirectory.IDENTITY_DRAFT);

    private ForeignFiles() {}

    static void check(Path path) {
        if (!Files.exists(path)) {
            return;
        }
        try {
            check(path, names(path));
        } catch (IOException e) {
            throw Folders.cannotAccess(path, e);
        }
    }

    private static void check(Path path, List<String> names) throws IOException {
        Path member = path.resolve(DataDirectory.MEMBER);
        List<String> others = names.stream()
                .filter(n -> !HARMLESS.contains(n) && !n.equals(DataDirectory.MEMBER))
                .toList();
        if (Files.exists(member.resolve(DataDirectory.IDENTITY))) {
            others.forEach(name -> LOG.atWarn()
                    .addKeyValue("filename", name)
                    .addKeyValue("data-dir", path)
                    .log("found invalid file under data directory"));
            return;
        }
        if (Files.exists(member.resolve("snap")) || names.contains("proxy")) {
            throw new ConfigException("data directory " + path + " belongs to etcd (it has "
                    + (names.contains("proxy") ? "proxy" : "member/snap")
                    + "): choose another --data-dir, or bring its data in with quoinutl import --from-etcd");
        }
        if (!others.isEmpty() || Files.exists(member) && !BEGINNINGS.containsAll(names(member))) {
            String example = others.isEmpty() ? DataDirectory.MEMBER : others.getFirst();
            throw new ConfigException("data directory " + path + " is not empty and is not Quoin's (it has " + example
                    + "): choose another --data-dir");
        }
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }
}
