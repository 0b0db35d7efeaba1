package dev.quoin.ctl.context;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The file of contexts. It may hold passwords, so it is only ever readable by its owner, and a file that others can
 * read is
 * refused. A change replaces the whole file at once. Its form is described in {@code docs/formats/contexts.md}.
 */
public final class Contexts {
    static final int VERSION = 1;
    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    private final Path file;

    public Contexts(Path file) {
        this.file = file;
    }

    /** The contents of the file. Gson fills it. */
    private static final class Content {
        int version = VERSION;

        @Nullable
        String current;

        @Nullable
        Map<String, Map<String, List<String>>> contexts;

        Map<String, Map<String, List<String>>> all() {
            if (contexts == null) {
                contexts = new TreeMap<>();
            }
            return contexts;
        }
    }

    /** The user's file: named by {@code QUOINCTL_CONTEXTS}, or in the configuration folder. */
    public static Path file() {
        String named = System.getenv("QUOINCTL_CONTEXTS");
        if (named != null && !named.isEmpty()) {
            return Path.of(named);
        }
        String folder = System.getenv("XDG_CONFIG_HOME");
        Path base = folder == null || folder.isEmpty()
                ? Path.of(System.getProperty("user.home", "."), ".config")
                : Path.of(folder);
        return base.resolve("quoin").resolve("contexts.json");
    }

    /** The name of the context that is used where none is named; empty if there is none. */
    public String current() throws IOException {
        String current = read().current;
        return current == null ? "" : current;
    }

    /** The flags of a context, or null if there is no such context. */
    public @Nullable Map<String, List<String>> get(String name) throws IOException {
        return read().all().get(name);
    }

    /** All contexts by name. */
    public Map<String, Map<String, List<String>>> all() throws IOException {
        return read().all();
    }

    /** Stores a context. The first one becomes the current one. */
    public void set(String name, Map<String, List<String>> flags) throws IOException {
        Content content = read();
        content.all().put(name, new LinkedHashMap<>(flags));
        if (content.current == null || content.current.isEmpty()) {
            content.current = name;
        }
        write(content);
    }

    /** Makes a context the current one; answers whether there is such a context. */
    public boolean use(String name) throws IOException {
        Content content = read();
        if (!content.all().containsKey(name)) {
            return false;
        }
        content.current = name;
        write(content);
        return true;
    }

    /** Removes a context; answers whether there was one. */
    public boolean remove(String name) throws IOException {
        Content content = read();
        if (content.all().remove(name) == null) {
            return false;
        }
        if (name.equals(content.current)) {
            content.current = null;
        }
        write(content);
        return true;
    }

    private Content read() throws IOException {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            permissions.removeAll(PosixFilePermissions.fromString("rwx------"));
            if (!permissions.isEmpty()) {
                throw new IOException(file + " may hold passwords and others can read it: chmod 600 " + file);
            }
            Content content = GSON.fromJson(Files.readString(file), Content.class);
            if (content == null) {
                throw new IOException(file + " is empty: remove it, or bring back what it held");
            }
            if (content.version != VERSION) {
                throw new IOException(file + " has version " + content.version + ", and this program reads version "
                        + VERSION + ": use the program that wrote it");
            }
            return content;
        } catch (NoSuchFileException e) {
            return new Content();
        } catch (JsonParseException e) {
            throw new IOException(file + " is no file of contexts: " + e.getMessage(), e);
        }
    }

    private void write(Content content) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        Path next = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(next);
        Files.createFile(next, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(next, GSON.toJson(content) + "\n", StandardOpenOption.WRITE);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
