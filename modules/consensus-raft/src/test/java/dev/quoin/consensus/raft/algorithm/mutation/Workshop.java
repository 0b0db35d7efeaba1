package dev.quoin.consensus.raft.algorithm.mutation;

import dev.quoin.consensus.raft.algorithm.RaftNode;
import dev.quoin.consensus.raft.algorithm.mutation.Mutant.Edit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Compiles changed copies of source files, in memory, against the classes that are under test. */
final class Workshop {
    private static final String ROOT = "dev/quoin/consensus/raft/algorithm/";

    private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    private final Path classes = location(RaftNode.class);

    /** Where a class was loaded from. */
    static Path location(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The classes of the files that a mutant changes. */
    Map<String, byte[]> compile(Mutant mutant) {
        Map<String, String> sources = new LinkedHashMap<>();
        for (Edit edit : mutant.edits) {
            sources.put(edit.file(), edit.apply(sources.computeIfAbsent(edit.file(), this::source)));
        }
        List<JavaFileObject> units = sources.entrySet().stream()
                .<JavaFileObject>map(entry -> new Source(entry.getKey(), entry.getValue()))
                .toList();
        StringWriter errors = new StringWriter();
        String path = classes + System.getProperty("path.separator") + location(Nullable.class);
        try (Memory memory = new Memory(compiler.getStandardFileManager(null, null, null))) {
            List<String> options = List.of("-proc:none", "-implicit:none", "-cp", path);
            if (!compiler.getTask(errors, memory, null, options, null, units).call()) {
                throw new AssertionError(mutant + " does not compile: " + errors);
            }
            return memory.classes();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private String source(String file) {
        // From target/classes to the sources of the same module.
        Path sources = Path.of("src", "main", "java");
        Path path = sources.resolve(ROOT + file + ".java");
        try {
            return Files.readString(path);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String file, String text) {
            super(URI.create("string:///" + ROOT + file + Kind.SOURCE.extension), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    /** Keeps what the compiler writes. */
    private static final class Memory extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> written = new HashMap<>();

        Memory(JavaFileManager files) {
            super(files);
        }

        Map<String, byte[]> classes() {
            Map<String, byte[]> result = new HashMap<>();
            written.forEach((name, bytes) -> result.put(name, bytes.toByteArray()));
            return result;
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location where, String name, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("memory:///" + name.replace('.', '/')), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return written.computeIfAbsent(name, unused -> new ByteArrayOutputStream());
                }
            };
        }
    }
}
