package dev.quoin.tests.harness;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The lines a process has printed so far on one of its streams, for whoever waits for one of them. A thread of its own reads the
 * stream to its end, so that the process never blocks on a full pipe.
 */
public final class OutputLines {

    private final String name;
    private final List<String> lines = new ArrayList<>();
    private boolean ended;

    OutputLines(String name, InputStream stream) {
        this.name = name;
        Thread.ofPlatform().daemon().name("read " + name).start(() -> read(stream));
    }

    /** All lines so far. */
    public synchronized List<String> soFar() {
        return List.copyOf(lines);
    }

    /** All lines of a process that has ended. */
    public List<String> toEnd(Duration patience) {
        await(patience, "its end", all -> Optional.ofNullable(ended ? all : null));
        return soFar();
    }

    /** Waits until there are so many lines. */
    public void awaitCount(int count, Duration patience) {
        await(patience, count + " lines", all -> Optional.ofNullable(all.size() >= count ? all : null));
    }

    /** Waits for the first line of a kind, which may have come already. */
    public String awaitLine(Predicate<String> wanted, Duration patience, String what) {
        return await(patience, what, all -> all.stream().filter(wanted).findFirst());
    }

    /**
     * Waits for something in the lines. The question is asked again only when there is something new.
     *
     * @throws AssertionError with all the lines, if it does not come in time or the stream ends without it
     */
    private synchronized <T> T await(Duration patience, String what, Function<List<String>, Optional<T>> question) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            Optional<T> answer = question.apply(lines);
            if (answer.isPresent()) {
                return answer.get();
            }
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (ended || left <= 0) {
                throw new AssertionError(name + (ended ? " ended" : " did not come in " + patience) + " before " + what
                        + ":\n  " + String.join("\n  ", lines));
            }
            pause(left);
        }
    }

    private void pause(long millis) {
        try {
            wait(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for " + name, e);
        }
    }

    private void read(InputStream stream) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                add(line);
            }
        } catch (IOException e) {
            add("(unreadable: " + e.getMessage() + ")");
        } finally {
            end();
        }
    }

    private synchronized void add(String line) {
        lines.add(line);
        notifyAll();
    }

    private synchronized void end() {
        ended = true;
        notifyAll();
    }
}
