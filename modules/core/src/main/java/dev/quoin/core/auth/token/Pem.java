package dev.quoin.core.auth.token;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The first object of a PEM file: a key, or a certificate for the key in it.
 *
 * @param type what stands in the first line, as {@code PRIVATE KEY}
 * @param der the bytes
 */
record Pem(String type, byte[] der) {
    private static final Pattern FORM =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);
    private static final Pattern HEADER = Pattern.compile("(?m)^[A-Za-z0-9-]+:.*$");

    /** Reads a file's content; headers before the base64 are skipped, and so is the section of EC parameters. */
    static Pem parse(byte[] content) throws GeneralSecurityException {
        Matcher found = FORM.matcher(new String(content, US_ASCII));
        while (found.find()) {
            if (!found.group(1).equals("EC PARAMETERS")) {
                String base64 = HEADER.matcher(found.group(2)).replaceAll("");
                try {
                    return new Pem(found.group(1), Base64.getMimeDecoder().decode(base64));
                } catch (IllegalArgumentException e) {
                    throw new GeneralSecurityException("not in base64", e);
                }
            }
        }
        throw new GeneralSecurityException("not a PEM file");
    }

    PublicKey publicKey(KeyFactory keys) throws GeneralSecurityException {
        return switch (type) {
            case "PUBLIC KEY" -> keys.generatePublic(new X509EncodedKeySpec(der));
            case "CERTIFICATE" ->
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(der))
                        .getPublicKey();
            default -> throw new GeneralSecurityException("holds a " + type + " instead of a PUBLIC KEY");
        };
    }

    /**
     * The private key in it.
     *
     * @param algorithm the encoded identifier of the algorithm, for the forms that do not carry it: PKCS #1 and SEC 1
     */
    PrivateKey privateKey(KeyFactory keys, byte[] algorithm) throws GeneralSecurityException {
        return switch (type) {
            case "PRIVATE KEY" -> keys.generatePrivate(new PKCS8EncodedKeySpec(der));
            case "RSA PRIVATE KEY", "EC PRIVATE KEY" ->
                keys.generatePrivate(new PKCS8EncodedKeySpec(Der.privateKeyInfo(algorithm, der)));
            default -> throw new GeneralSecurityException("holds a " + type + " instead of a PRIVATE KEY");
        };
    }

    /** The bytes are a secret. */
    @Override
    public String toString() {
        return "Pem[" + type + "]";
    }
}
