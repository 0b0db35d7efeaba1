package dev.quoin.testkit.auth;

import java.io.IOException;
import java.io.StringWriter;
import java.security.PrivateKey;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.util.io.pem.PemObject;

/** The content of PEM files. */
final class PemText {
    private PemText() {}

    static String of(Object what) {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(what instanceof PrivateKey key ? new PemObject("PRIVATE KEY", key.getEncoded()) : what);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return text.toString();
    }
}
