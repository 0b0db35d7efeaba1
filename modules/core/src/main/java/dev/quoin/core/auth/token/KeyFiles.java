package dev.quoin.core.auth.token;

import com.nimbusds.jose.JWSAlgorithm;
import dev.quoin.api.config.ConfigException;
import dev.quoin.api.host.Agent;
import dev.quoin.api.host.Disk;
import dev.quoin.api.host.DiskFile;
import dev.quoin.api.host.Host;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys in their files. The files are read again every few seconds; new keys take the place of the old ones when they
 * can be used, and until then the old ones stay. Safe for use by any thread.
 */
final class KeyFiles implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KeyFiles.class);
    private static final long LOOK_NANOS = 10_000_000_000L;
    private static final int MAX_BYTES = 1 << 20;

    private final Disk disk;
    private final JwtOptions options;
    private final Agent reader;
    private volatile SigningKeys keys;
    private byte @Nullable [] publicContent;
    private byte @Nullable [] privateContent;

    /**
     * Reads them.
     *
     * @throws ConfigException when they can not be used
     */
    KeyFiles(Host host, JwtOptions options) {
        this.disk = host.disk();
        this.options = options;
        try {
            this.publicContent = content(options.publicKey());
            this.privateContent = content(options.privateKey());
            this.keys = SigningKeys.of(options.algorithm(), publicContent, privateContent);
        } catch (IOException | GeneralSecurityException e) {
            throw new ConfigException("--auth-token: the keys for " + options.method() + " can not be used (pub-key "
                    + options.publicKey() + ", priv-key " + options.privateKey() + "): " + e.getMessage());
        }
        this.reader = host.startAgent("auth-keys", 16, () -> {});
        reader.schedule(LOOK_NANOS, this::look);
    }

    SigningKeys now() {
        return keys;
    }

    JWSAlgorithm method() {
        return options.algorithm();
    }

    private void look() {
        try {
            byte[] newPublic = content(options.publicKey());
            byte[] newPrivate = content(options.privateKey());
            if (!Arrays.equals(newPublic, publicContent) || !Arrays.equals(newPrivate, privateContent)) {
                take(newPublic, newPrivate);
            }
        } catch (IOException e) {
            LOG.warn("the key files of --auth-token can not be read; the keys read before stay: {}", e.getMessage());
        }
        reader.schedule(LOOK_NANOS, this::look);
    }

    /** Of two files that are replaced one after the other, the first alone does not match: the next look finds both. */
    private void take(byte @Nullable [] newPublic, byte @Nullable [] newPrivate) {
        try {
            keys = SigningKeys.of(options.algorithm(), newPublic, newPrivate);
            publicContent = newPublic;
            privateContent = newPrivate;
            LOG.info("the key files of --auth-token have changed; new keys are in use");
        } catch (GeneralSecurityException e) {
            LOG.warn("new key files of --auth-token can not be used; the keys read before stay: {}", e.getMessage());
        }
    }

    private byte @Nullable [] content(@Nullable Path path) throws IOException {
        if (path == null) {
            return null;
        }
        if (!disk.exists(path)) {
            throw new IOException("no such file: " + path);
        }
        try (DiskFile file = disk.openForRead(path)) {
            long size = file.size();
            if (size > MAX_BYTES) {
                throw new IOException(path + " has " + size + " bytes; a key file has at most " + MAX_BYTES);
            }
            byte[] content = new byte[(int) size];
            file.read(ByteBuffer.wrap(content), 0);
            return content;
        }
    }

    @Override
    public void close() {
        reader.close();
    }
}
