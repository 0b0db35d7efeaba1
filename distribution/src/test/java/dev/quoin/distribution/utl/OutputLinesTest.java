package dev.quoin.distribution.utl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quoin.api.config.ConfigException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OutputLinesTest {
    private static final int MANY = 100_000;

    @Test
    void allLinesArriveInTheirOrder() {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        try (OutputLines lines = new OutputLines(new PrintStream(written, true, StandardCharsets.UTF_8))) {
            for (int i = 0; i < MANY; i++) {
                lines.line().append("zeile ä ").append(i);
            }
        }
        Stream<String> expected = IntStream.range(0, MANY).mapToObj(i -> "zeile ä " + i + "\n");
        assertThat(written.toString(StandardCharsets.UTF_8)).isEqualTo(String.join("", expected.toList()));
    }

    @Test
    void aReaderThatHasGoneEndsItAtOnce() {
        OutputLines lines = new OutputLines(new PrintStream(new Closed(), true, StandardCharsets.UTF_8));
        int[] begun = {0};
        assertThatThrownBy(() -> {
                    for (int i = 0; i < MANY; i++) {
                        begun[0] = i;
                        lines.line().append("a line of some length");
                    }
                })
                .isInstanceOf(ConfigException.class)
                .hasMessage("cannot write to standard output");
        assertThat(begun[0]).isBetween(1, MANY / 10);
    }

    private static final class Closed extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
        }
    }
}
