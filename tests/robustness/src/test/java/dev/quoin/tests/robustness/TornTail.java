package dev.quoin.tests.robustness;

import dev.quoin.tests.harness.Node;
import dev.quoin.tests.harness.NodeSpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The end of the newest segment of a node's log, to be torn as a crash tears it: sectors that were written but not yet synced are lost,
 * and read as zeros, since the segment was allocated before.
 */
final class TornTail {

    /** What a disk writes as a whole or not at all. */
    private static final int SECTOR = 512;

    private static final Pattern SEGMENT = Pattern.compile("[0-9a-f]{16}-[0-9a-f]{16}\\.(log|wal)");
    private static final Pattern REPAIRED = Pattern.compile("repaired");

    private final Path segment;
    private final long end;

    private TornTail(Path segment, long end) {
        this.segment = segment;
        this.end = end;
    }

    static TornTail of(NodeSpec spec) throws IOException {
        try (Stream<Path> files = Files.list(spec.dataDir().resolve("member/wal"))) {
            Path newest = files.filter(file ->
                            SEGMENT.matcher(file.getFileName().toString()).matches())
                    .sorted()
                    .reduce((older, newer) -> newer)
                    .orElseThrow();
            return new TornTail(newest, endOfData(newest));
        }
    }

    /** The log line that says that a tail was repaired, if there is one. */
    static Optional<String> repairs(Node node) {
        return node.log().soFar().stream()
                .filter(line -> REPAIRED.matcher(line).find())
                .findFirst();
    }

    /**
     * Loses what was written since an earlier look, from a random sector on.
     *
     * @return how many bytes were lost
     */
    long tear(TornTail earlier, Random random) throws IOException {
        if (!segment.equals(earlier.segment)) {
            throw new IllegalStateException("a new segment was begun in between: " + segment);
        }
        long firstSector = earlier.end / SECTOR + 1;
        long lastSector = (end - 1) / SECTOR;
        long from = (firstSector + random.nextLong(lastSector - firstSector + 1)) * SECTOR;
        try (FileChannel file = FileChannel.open(segment, StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.allocate((int) (end - from)), from);
            file.force(true);
        }
        return end - from;
    }

    Path segment() {
        return segment;
    }

    /** Behind the last byte that is not zero. */
    private static long endOfData(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] == 0) {
            end--;
        }
        return end;
    }
}
