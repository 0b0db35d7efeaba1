package dev.quoin.backend.lmdb.lib;

import dev.quoin.api.storage.StorageException;
import dev.quoin.api.storage.StorageException.Kind;
import dev.quoin.backend.support.StorageErrors;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the native library in a folder where it lies extracted, or extracts it from the jar; loads it once. */
public final class NativeLibrary {
    /** A launcher that extracts ahead names the folder here; the configuration wins over it. */
    static final String DIRECTORY_PROPERTY = "quoin.lmdb.native-library-dir";

    private static @Nullable Lmdb loaded;

    private NativeLibrary() {}

    public static synchronized Lmdb load(Optional<String> configured) {
        if (loaded == null) {
            String directory = configured.orElse(System.getProperty(DIRECTORY_PROPERTY));
            loaded = directory == null ? extractAndLoad() : load(Path.of(directory, fileName()));
        }
        return loaded;
    }

    private static Lmdb load(Path file) {
        try {
            return new Lmdb(file);
        } catch (IllegalArgumentException | UnsatisfiedLinkError e) {
            throw new StorageException(
                    Kind.IO, file + ": the native library of LMDB can not be loaded: " + e.getMessage(), e);
        }
    }

    private static Lmdb extractAndLoad() {
        Path file = null;
        try (InputStream library = NativeLibrary.class.getResourceAsStream(fileName())) {
            if (library == null) {
                throw new StorageException(
                        Kind.IO, fileName() + ": there is no native library of LMDB for this machine");
            }
            file = Files.createTempFile("quoin-lmdb-", ".so");
            Files.copy(library, file, StandardCopyOption.REPLACE_EXISTING);
            return load(file);
        } catch (IOException e) {
            throw StorageErrors.of(Path.of(System.getProperty("java.io.tmpdir")), e);
        } finally {
            remove(file);
        }
    }

    /** Once it is mapped, its name is no longer needed. */
    private static void remove(@Nullable Path file) {
        if (file != null) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                file.toFile().deleteOnExit();
            }
        }
    }

    private static String fileName() {
        String architecture = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return (architecture.equals("amd64") ? "x86_64" : architecture) + "-linux-gnu.so";
    }
}
