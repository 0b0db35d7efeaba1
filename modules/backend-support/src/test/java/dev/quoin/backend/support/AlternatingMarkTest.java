package dev.quoin.backend.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quoin.api.storage.StorageException;
import dev.quoin.backend.support.AlternatingMark.Mark;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlternatingMarkTest {
    private static final long MAGIC = 0x51756f696e546573L;

    @TempDir
    Path folder;

    private Path file = Path.of("MARK");

    @BeforeEach
    void name() {
        file = folder.resolve("MARK");
    }

    @Test
    void aNewFileHasNoMark() throws IOException {
        try (FileChannel channel = open()) {
            assertThat(mark(channel).read()).isNull();
        }
    }

    @Test
    void theLastMarkIsFoundAgain() throws IOException {
        write(1, 10);
        write(2, 20);
        write(3, 30);
        assertThat(read()).isEqualTo(new Mark(3, 30));
    }

    @Test
    void aTornWriteLeavesTheMarkBefore() throws IOException {
        write(1, 10);
        write(2, 20);
        // number 2 lies in the first slot
        damage(3);
        assertThat(read()).isEqualTo(new Mark(1, 10));
        damage(4096 + 12);
        assertThat(read()).isNull();
    }

    @Test
    void aDiskThatTakesAFewBytesAtATimeGetsAllOfThem() throws IOException {
        try (FileChannel channel = new ShortWrites(open(), 5)) {
            mark(channel).write(new Mark(7, -1));
        }
        assertThat(read()).isEqualTo(new Mark(7, -1));
    }

    @Test
    void anotherFormatIsRefused() throws IOException {
        write(1, 10);
        try (FileChannel channel = open()) {
            assertThatThrownBy(() -> new AlternatingMark(file, channel, MAGIC, 2).read())
                    .isInstanceOf(StorageException.class)
                    .hasMessage(file + ": format 1 is not known to this version, only 2");
        }
    }

    private FileChannel open() throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private AlternatingMark mark(FileChannel channel) {
        return new AlternatingMark(file, channel, MAGIC, 1);
    }

    private void write(long number, long value) throws IOException {
        try (FileChannel channel = open()) {
            mark(channel).write(new Mark(number, value));
        }
    }

    private @Nullable Mark read() throws IOException {
        try (FileChannel channel = open()) {
            return mark(channel).read();
        }
    }

    private void damage(int at) throws IOException {
        byte[] content = Files.readAllBytes(file);
        try (FileChannel channel = open()) {
            channel.write(ByteBuffer.wrap(new byte[] {(byte) ~content[at]}), at);
        }
    }
}
