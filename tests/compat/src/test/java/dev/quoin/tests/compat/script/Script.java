package dev.quoin.tests.compat.script;

import dev.quoin.tests.harness.Etcdctl;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A script, ready to be carried out against any number of servers. */
public final class Script {

    private final List<Step> steps;

    private Script(List<Step> steps) {
        this.steps = steps;
    }

    /** Reads a script that lies beside a class. */
    public static Script beside(Class<?> type, String name) {
        try (InputStream stream = type.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalArgumentException("no " + name + " beside " + type);
            }
            return new Script(ScriptReader.read(new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Carries the script out from its first step to its last. */
    public List<Observation> runOn(Etcdctl etcdctl) {
        return ScriptRun.of(steps, etcdctl);
    }
}
