package dev.quoin.distribution.utl;

import dev.quoin.api.config.ConfigException;
import dev.quoin.distribution.data.Folders;
import dev.quoin.distribution.plugin.PluginCatalog;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** A tool of {@code quoin utl}. Its fields are its flags. */
abstract class Tool implements Runnable {
    private final Surroundings with;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this.")
    private boolean help;

    Tool(Surroundings with) {
        this.with = with;
    }

    /**
     * What tools are given.
     *
     * @param out for what was asked for
     * @param messages for everything else
     */
    record Surroundings(PluginCatalog plugins, PrintStream out, PrintStream messages) {}

    /** Work on files. */
    interface FileWork {
        void run() throws IOException;
    }

    PluginCatalog plugins() {
        return with.plugins();
    }

    PrintStream out() {
        return with.out();
    }

    PrintStream messages() {
        return with.messages();
    }

    /** Works on files; what is wrong with one ends the process with one line. */
    static void onFiles(FileWork work) {
        try {
            work.run();
        } catch (FileSystemException e) {
            throw Folders.cannotAccess("file", Path.of(String.valueOf(e.getFile())), e);
        } catch (IOException e) {
            throw failed(e);
        } catch (UncheckedIOException e) {
            IOException cause = e.getCause();
            throw cause == null ? new ConfigException(String.valueOf(e.getMessage())) : failed(cause);
        } catch (IllegalArgumentException | UnsupportedOperationException e) {
            throw new ConfigException(String.valueOf(e.getMessage()));
        }
    }

    private static ConfigException failed(IOException e) {
        return new ConfigException(String.valueOf(e.getMessage()));
    }
}
