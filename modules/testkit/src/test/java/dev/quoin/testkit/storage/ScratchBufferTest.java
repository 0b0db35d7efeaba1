package dev.quoin.testkit.storage;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quoin.api.storage.StorageBackend;
import dev.quoin.api.storage.StorageBackendContext;
import dev.quoin.api.storage.StorageBackendProvider;
import dev.quoin.testkit.storage.ScratchBackend.Scratch;
import dev.quoin.testkit.storage.memory.MemoryBackendProvider;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The kit takes an engine that uses its buffers again where the contract allows it, and refuses one that does so
 * elsewhere.
 */
class ScratchBufferTest {
    private record Kit(Scratch scratch) implements BufferTests {
        private static final Path NOWHERE = Path.of("scratch-buffers");

        @Override
        public StorageBackendProvider provider() {
            return new MemoryBackendProvider();
        }

        @Override
        public Path folder() {
            return NOWHERE;
        }

        @Override
        public StorageBackend open() {
            var provider = provider();
            return new ScratchBackend(
                    provider.open(
                            provider.configSpec().read(config()),
                            new StorageBackendContext(NOWHERE, List.of(ONE, TWO))),
                    scratch);
        }
    }

    @Test
    void oneBufferOfEachKindPasses() {
        assertThatCode(() -> new Kit(Scratch.OF_EACH_KIND).keyAndValueStayUntilTheCursorMoves())
                .doesNotThrowAnyException();
        assertThatCode(() -> new Kit(Scratch.OF_EACH_KIND).keyAndValueStayInATransaction())
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OF_EACH_KIND")
    void fewerBuffersFail(Scratch scratch) {
        assertThatThrownBy(() -> new Kit(scratch).keyAndValueStayUntilTheCursorMoves())
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> new Kit(scratch).keyAndValueStayInATransaction())
                .isInstanceOf(AssertionError.class);
    }
}
