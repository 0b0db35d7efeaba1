package dev.quoin.tests.distribution;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * Builds plugins as somebody outside this repository would: with the JDK's compiler against the published api jar and nothing else. Sources
 * come from the {@code third-party} resources, with words replaced.
 */
final class PluginBuild {
    private final Path folder;
    private final Map<String, String> sources = new LinkedHashMap<>();
    private final Map<String, String> resources = new LinkedHashMap<>();
    private final List<String> path = new ArrayList<>();
    private boolean modular;

    private PluginBuild(Path folder) {
        this.folder = folder;
        path.add(Tree.built().jar("lib", "quoin-api").toString());
    }

    static PluginBuild in(Path folder) {
        return new PluginBuild(folder);
    }

    /** Adds a source of the resources; every pair replaces a word. */
    PluginBuild source(String name, String... replacements) {
        String text = read("third-party/" + name.substring(name.lastIndexOf('/') + 1) + ".txt");
        for (int i = 0; i < replacements.length; i += 2) {
            text = text.replace(replacements[i], replacements[i + 1]);
        }
        sources.put(name, text);
        return this;
    }

    PluginBuild text(String name, String text) {
        (name.endsWith(".java") ? sources : resources).put(name, text);
        modular |= name.equals("module-info.java");
        return this;
    }

    PluginBuild against(Path jar) {
        path.add(jar.toString());
        return this;
    }

    Path jar(Path target) throws IOException {
        Path classes = compile();
        Files.createDirectories(target.getParent());
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(target));
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                add(jar, classes.relativize(file).toString(), Files.readAllBytes(file));
            }
            for (Map.Entry<String, String> resource : resources.entrySet()) {
                add(jar, resource.getKey(), resource.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return target;
    }

    private Path compile() throws IOException {
        Path work = Files.createTempDirectory(folder, "plugin");
        Path classes = work.resolve("classes");
        List<String> arguments = new ArrayList<>(List.of("-d", classes.toString()));
        arguments.addAll(List.of(modular ? "--module-path" : "--class-path", String.join(":", path)));
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Path file = work.resolve("src").resolve(source.getKey());
            Files.createDirectories(file.getParent());
            arguments.add(Files.writeString(file, source.getValue()).toString());
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        boolean done = compiler.getTask(said, null, null, arguments.subList(0, 4), null, units(compiler, arguments))
                .call();
        if (!done) {
            throw new AssertionError("the plugin does not compile: " + said);
        }
        return classes;
    }

    private static Iterable<? extends javax.tools.JavaFileObject> units(JavaCompiler compiler, List<String> arguments) {
        return compiler.getStandardFileManager(null, null, null)
                .getJavaFileObjectsFromStrings(arguments.subList(4, arguments.size()));
    }

    private static void add(JarOutputStream jar, String name, byte[] content) throws IOException {
        jar.putNextEntry(new JarEntry(name));
        jar.write(content);
        jar.closeEntry();
    }

    private static String read(String resource) {
        try (InputStream in = PluginBuild.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
