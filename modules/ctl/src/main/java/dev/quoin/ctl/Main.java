package dev.quoin.ctl;

import dev.quoin.ctl.cli.CommandLine;
import dev.quoin.ctl.client.Client;
import dev.quoin.ctl.rehearsal.Rehearsal;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.logging.LogManager;

/** Starts {@code quoinctl}. */
public final class Main {
    private Main() {}

    public static void main(String[] words) {
        // Byte strings are printed as they are: each character is one byte.
        System.setOut(new PrintStream(
                new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)),
                false,
                StandardCharsets.ISO_8859_1));
        System.setErr(new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.ISO_8859_1));
        // What a library would log is said in the tool's own words.
        LogManager.getLogManager().reset();
        List<String> raw = RawArguments.of(words);
        String program = System.getProperty("quoin.ctl.name", "quoinctl");
        CommandLine line = new CommandLine(Commands.root(), program, System.out, System.err);
        int code = Boolean.getBoolean("quoin.ctl.rehearsal") ? Rehearsal.run(line::execute) : line.execute(raw);
        System.out.flush();
        Client.stopAll();
        Runtime.getRuntime().halt(code);
    }
}
