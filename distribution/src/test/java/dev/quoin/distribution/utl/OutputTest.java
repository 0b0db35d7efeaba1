package dev.quoin.distribution.utl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The forms of etcdutl's output. */
class OutputTest {
    private static String printed(String form) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new Output(new PrintStream(bytes, true, StandardCharsets.UTF_8), form)
                .print(List.of(
                        new Output.Value("hash", "Hash", "hash", "8f23141b", "2401440795", false),
                        Output.Value.number("total keys", "Keys", "totalKey", 4),
                        new Output.Value("version", "Version", "version", "3.7.0", "3.7.0", true)));
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void everyForm() {
        assertThat(printed("simple")).isEqualTo("8f23141b, 4, 3.7.0\n");
        assertThat(printed("json")).isEqualTo("{\"hash\":2401440795,\"totalKey\":4,\"version\":\"3.7.0\"}\n");
        assertThat(printed("fields")).isEqualTo("\"Hash\" : 2401440795\n\"Keys\" : 4\n\"Version\" : 3.7.0\n");
        assertThat(printed("table")).isEqualTo("""
                        ┌──────────┬────────────┬─────────┐
                        │   HASH   │ TOTAL KEYS │ VERSION │
                        ├──────────┼────────────┼─────────┤
                        │ 8f23141b │          4 │   3.7.0 │
                        └──────────┴────────────┴─────────┘
                        """);
    }

    @Test
    void sizes() {
        assertThat(Output.bytes(9)).isEqualTo("9 B");
        assertThat(Output.bytes(999)).isEqualTo("999 B");
        assertThat(Output.bytes(20480)).isEqualTo("20 kB");
        assertThat(Output.bytes(2_100_000)).isEqualTo("2.1 MB");
        assertThat(Output.bytes(99_999_999_999L)).isEqualTo("100 GB");
    }
}
