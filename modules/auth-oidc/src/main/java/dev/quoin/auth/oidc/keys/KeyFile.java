package dev.quoin.auth.oidc.keys;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A key set in a file. */
record KeyFile(Path path) implements KeyFetcher {
    @Override
    public String place() {
        return path.toString();
    }

    @Override
    public String text() throws KeysException {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new KeysException(place(), "larger than 1 MiB");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw new KeysException(place(), "no such file or directory");
        } catch (AccessDeniedException e) {
            throw new KeysException(place(), "permission denied");
        } catch (IOException e) {
            throw new KeysException(place(), Files.isDirectory(path) ? "is a directory" : "cannot be read: " + e);
        }
    }
}
