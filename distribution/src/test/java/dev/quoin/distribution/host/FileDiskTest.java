package dev.quoin.distribution.host;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quoin.api.host.Disk;
import dev.quoin.api.host.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileDiskTest {
    private final Disk disk = new FileDisk();

    @TempDir
    private Path folder;

    @Test
    void readsBackWhatWasWrittenAndStopsAtTheEnd() throws IOException {
        try (DiskFile file = disk.open(folder.resolve("f"))) {
            file.write(ByteBuffer.wrap("hello".getBytes(US_ASCII)), 3);
            file.sync();
            ByteBuffer target = ByteBuffer.allocate(16);
            assertThat(file.read(target, 2)).isEqualTo(6);
            assertThat(new String(target.array(), 0, 6, US_ASCII)).isEqualTo("\0hello");
            assertThat(file.read(ByteBuffer.allocate(1), 100)).isZero();
        }
    }

    @Test
    void extendsWithZerosAndCuts() throws IOException {
        try (DiskFile file = disk.open(folder.resolve("f"))) {
            file.write(ByteBuffer.wrap("abc".getBytes(US_ASCII)), 0);
            file.setSize(1_000_003);
            assertThat(file.size()).isEqualTo(1_000_003);
            ByteBuffer all = ByteBuffer.allocate(1_000_003);
            file.read(all, 0);
            assertThat(new String(all.array(), US_ASCII).strip().replace("\0", ""))
                    .isEqualTo("abc");
            file.setSize(1);
            assertThat(file.size()).isEqualTo(1);
        }
    }

    @Test
    void namesFollowTheContract() throws IOException {
        Path sub = folder.resolve("x/y");
        assertThat(disk.list(sub)).isEmpty();
        disk.createDirectories(sub);
        disk.open(sub.resolve("b")).close();
        disk.open(sub.resolve("a")).close();
        assertThat(disk.list(sub)).containsExactly(sub.resolve("a"), sub.resolve("b"));
        disk.rename(sub.resolve("a"), sub.resolve("b"));
        disk.syncDirectory(sub);
        assertThat(disk.exists(sub.resolve("a"))).isFalse();
        disk.delete(sub.resolve("b"));
        disk.delete(sub.resolve("b"));
        assertThat(disk.list(sub)).isEmpty();
    }

    @Test
    void readingNeedsAnExistingFile() {
        assertThatThrownBy(() -> disk.openForRead(folder.resolve("missing"))).isInstanceOf(NoSuchFileException.class);
        assertThat(disk.exists(folder.resolve("missing"))).isFalse();
    }
}
