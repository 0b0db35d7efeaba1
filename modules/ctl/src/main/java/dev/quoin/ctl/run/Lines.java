package dev.quoin.ctl.run;

import dev.quoin.ctl.text.Raw;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;

/** Lines that are typed, as byte strings: with editing and history at a terminal, plainly from a pipe. */
public abstract class Lines {

    /** The next line without its end; null where there is none, or where it has no end. */
    public abstract @Nullable String next() throws IOException;

    /** Lines from standard input. */
    public static Lines open() throws IOException {
        java.io.Console console = System.console();
        return console != null && console.isTerminal() ? new Edited() : new Piped();
    }

    private static final class Piped extends Lines {
        private final BufferedReader input =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.ISO_8859_1));

        @Override
        public @Nullable String next() throws IOException {
            StringBuilder line = new StringBuilder();
            for (int each = input.read(); each >= 0; each = input.read()) {
                if (each == '\n') {
                    return line.toString();
                }
                line.append((char) each);
            }
            return null;
        }
    }

    private static final class Edited extends Lines {
        private final LineReader reader;

        Edited() throws IOException {
            reader = LineReaderBuilder.builder()
                    .terminal(TerminalBuilder.builder().system(true).build())
                    .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                    .build();
        }

        @Override
        public @Nullable String next() {
            System.out.flush();
            try {
                return Raw.ofText(reader.readLine());
            } catch (EndOfFileException | UserInterruptException e) {
                return null;
            }
        }
    }
}
