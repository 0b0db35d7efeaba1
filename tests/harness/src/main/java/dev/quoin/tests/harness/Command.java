package dev.quoin.tests.harness;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A command line, to be run to its end or in the background. What the parent's environment says about servers is not passed on. */
public final class Command {

    private final List<String> words;
    private final Map<String, String> environment = new LinkedHashMap<>();

    public Command(List<String> words) {
        this.words = List.copyOf(words);
    }

    /** The same command with one more environment variable. */
    public Command with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** The same command as a user who may not read everything, unless this user is root and there is no way to be somebody else. */
    public Optional<Command> unprivileged() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return Optional.of(this);
        }
        List<String> nobody = List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");
        List<String> mayExecute = new ArrayList<>(nobody);
        mayExecute.addAll(List.of("test", "-x", words.getFirst()));
        try {
            if (new Command(mayExecute).run("", Duration.ofSeconds(10)).exitCode() != 0) {
                return Optional.empty();
            }
        } catch (UncheckedIOException e) {
            return Optional.empty();
        }
        List<String> all = new ArrayList<>(nobody);
        all.addAll(words);
        Command command = new Command(all);
        environment.forEach(command::with);
        return Optional.of(command);
    }

    /**
     * Runs the command to its end.
     *
     * @param input what it reads from its standard input
     * @param patience how long it may take; then it is killed
     * @throws AssertionError if it takes longer
     */
    public CommandResult run(String input, Duration patience) {
        Process process = start();
        CompletableFuture<byte[]> output = drain(process.getInputStream());
        CompletableFuture<byte[]> errors = drain(process.getErrorStream());
        write(process, input);
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(
                        "still running after " + patience + ": " + this + "\n" + text(output) + text(errors));
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while running " + this, e);
        }
        return new CommandResult(process.exitValue(), output.join(), text(errors));
    }

    /** Starts the command and leaves it running. Its streams are open. */
    Process start() {
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(words));
        builder.environment().keySet().removeIf(Command::aboutServers);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        try {
            return Leftovers.watch(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts the command in the background, to be spoken to line by line. */
    public BackgroundCommand background() {
        return new BackgroundCommand(toString(), start());
    }

    private static boolean aboutServers(String variable) {
        return variable.startsWith("ETCD") || variable.startsWith("QUOIN") || variable.startsWith("JAVA_TOOL");
    }

    /** A command that ends without reading its input is no error here: what it says about it is in its output. */
    private static void write(Process process, String input) {
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // The pipe broke: the command has gone, and its exit code tells why.
        }
    }

    private static CompletableFuture<byte[]> drain(InputStream stream) {
        CompletableFuture<byte[]> all = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("drain").start(() -> {
            ByteArrayOutputStream copy = new ByteArrayOutputStream();
            try (stream) {
                stream.transferTo(copy);
                all.complete(copy.toByteArray());
            } catch (IOException e) {
                all.completeExceptionally(e);
            }
        });
        return all;
    }

    private static String text(CompletableFuture<byte[]> bytes) {
        return new String(bytes.join(), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return String.join(" ", words);
    }
}
