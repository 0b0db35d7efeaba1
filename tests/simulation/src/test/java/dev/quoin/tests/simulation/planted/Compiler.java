package dev.quoin.tests.simulation.planted;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
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

/** Compiles changed copies of source files, in memory, against the classes that are under test. */
final class Compiler {
    private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();

    /** The classes of the files that a bug changes. */
    Map<String, byte[]> compile(PlantedBug bug) {
        Map<String, String> sources = new LinkedHashMap<>();
        for (PlantedBug.Edit edit : bug.edits) {
            sources.put(edit.file(), edit.apply(sources.computeIfAbsent(edit.file(), file -> read(edit.root(), file))));
        }
        List<JavaFileObject> units = sources.entrySet().stream()
                .<JavaFileObject>map(entry -> new Source(entry.getKey(), entry.getValue()))
                .toList();
        StringWriter errors = new StringWriter();
        try (Memory memory = new Memory(compiler.getStandardFileManager(null, null, null))) {
            List<String> options = List.of("-proc:none", "-implicit:none", "-Xlint:none", "-cp", classPath());
            if (!compiler.getTask(errors, memory, null, options, null, units).call()) {
                throw new AssertionError(bug + " does not compile: " + errors);
            }
            return memory.classes();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** A test runner may start from a jar that only names the class path. */
    private static String classPath() {
        String own = System.getProperty("java.class.path");
        String tested = System.getProperty("surefire.test.class.path", own);
        return tested + File.pathSeparator + own;
    }

    private static String read(String root, String file) {
        try {
            return Files.readString(Path.of(root, file + ".java"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String file, String text) {
            super(URI.create("string:///" + file + Kind.SOURCE.extension), Kind.SOURCE);
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
