package dev.quoin.auth.tls.self;

import dev.quoin.auth.tls.config.Side;
import dev.quoin.auth.tls.config.Side.NamedFile;
import dev.quoin.auth.tls.pem.BadFileException;
import dev.quoin.auth.tls.pem.Certificates;
import dev.quoin.auth.tls.pem.FileBytes;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate that a member makes for itself and keeps: {@code cert.pem} and {@code key.pem}, where etcd has them. One that has expired is
 * made anew at the next start.
 */
public final class SelfSigned {
    private static final Logger LOG = LoggerFactory.getLogger(SelfSigned.class);

    private final String flag;
    private final Path folder;

    /**
     * A certificate in a folder.
     *
     * @param flag the flag that asks for it
     */
    public SelfSigned(String flag, Path folder) {
        this.flag = flag;
        this.folder = folder;
    }

    /**
     * Makes the certificate unless it is there, and says where.
     *
     * @param urls the hosts that it is for
     * @param years how long it is valid
     * @throws BadFileException where the files cannot be written
     */
    public Side of(Side side, List<URI> urls, long years, Instant now) throws BadFileException {
        NamedFile certificate =
                new NamedFile(flag, folder.resolve("cert.pem").toAbsolutePath().toString());
        NamedFile key =
                new NamedFile(flag, folder.resolve("key.pem").toAbsolutePath().toString());
        if (!isUsable(certificate, key, now)) {
            make(certificate, key, urls, years, now);
        }
        return side.withMade(certificate, key);
    }

    private static boolean isUsable(NamedFile certificate, NamedFile key, Instant now) throws BadFileException {
        if (!Files.exists(Path.of(certificate.path())) || !Files.exists(Path.of(key.path()))) {
            return false;
        }
        Instant end = Certificates.read(certificate, FileBytes.read(certificate))
                .getFirst()
                .getNotAfter()
                .toInstant();
        if (end.isAfter(now)) {
            return true;
        }
        LOG.atWarn()
                .addKeyValue("cert-file", certificate.path())
                .addKeyValue("not-after", end)
                .log("self-signed certificate has expired; a new one takes its place");
        return false;
    }

    private void make(NamedFile certificate, NamedFile key, List<URI> urls, long years, Instant now)
            throws BadFileException {
        CertificateMaker maker = new CertificateMaker(urls, years, now);
        LOG.atWarn()
                .addKeyValue("certificate-validity-bound-not-after", maker.notAfter())
                .log("automatically generate certificates");
        try {
            Files.createDirectories(folder);
            // The key first: whoever finds a certificate finds its key too.
            SecretFile.write(Path.of(key.path()), maker.key());
            SecretFile.write(Path.of(certificate.path()), maker.certificate());
        } catch (IOException e) {
            throw new BadFileException(certificate, "cannot be written: " + e);
        }
        LOG.atInfo().addKeyValue("path", certificate.path()).log("created cert file");
        LOG.atInfo().addKeyValue("path", key.path()).log("created key file");
    }
}
