package dev.quoin.testkit.auth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/** A certificate and its key. */
public record IssuedCertificate(X509Certificate certificate, PrivateKey key) {
    /** The certificate as text for a file. */
    public String pem() {
        return PemText.of(certificate);
    }

    /** The key as text for a file. */
    public String keyPem() {
        return PemText.of(key);
    }

    /** Writes both into a folder, as {@code name.crt} and {@code name.key}. */
    public IssuedCertificate write(Path folder, String name) throws IOException {
        Files.writeString(folder.resolve(name + ".crt"), pem());
        Files.writeString(folder.resolve(name + ".key"), keyPem());
        return this;
    }
}
