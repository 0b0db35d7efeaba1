package dev.quoin.ctl.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads certificates and keys in the PEM forms that etcd's users have. */
final class Pem {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----", Pattern.DOTALL);

    private Pem() {}

    private record Block(String kind, byte[] bytes) {}

    private static List<Block> blocks(String file) throws TlsException {
        String text;
        try {
            text = Files.readString(Path.of(file), StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            throw new TlsException("open " + file + ": no such file or directory");
        } catch (AccessDeniedException e) {
            throw new TlsException("open " + file + ": permission denied");
        } catch (IOException e) {
            throw new TlsException("read " + file + ": " + (Files.isDirectory(Path.of(file)) ? "is a directory" : e));
        }
        List<Block> blocks = new ArrayList<>();
        Matcher block = BLOCK.matcher(text);
        while (block.find()) {
            String body = block.group(2).replaceAll("[A-Za-z-]+:[^\n]*\n", "");
            blocks.add(new Block(block.group(1), Base64.getMimeDecoder().decode(body)));
        }
        return blocks;
    }

    /** The certificates of a file, in their order. */
    static List<X509Certificate> certificates(String file) throws TlsException {
        List<X509Certificate> certificates = new ArrayList<>();
        for (Block block : blocks(file)) {
            if (block.kind().equals("CERTIFICATE")) {
                certificates.add(certificate(file, block.bytes()));
            }
        }
        return certificates;
    }

    private static X509Certificate certificate(String file, byte[] bytes) throws TlsException {
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(bytes));
        } catch (GeneralSecurityException e) {
            throw new TlsException("x509: malformed certificate in " + file);
        }
    }

    /** The private key of a file: PKCS #8, PKCS #1 or SEC 1. */
    static PrivateKey privateKey(String file) throws TlsException {
        for (Block block : blocks(file)) {
            switch (block.kind()) {
                case "PRIVATE KEY" -> {
                    return key(block.bytes());
                }
                case "RSA PRIVATE KEY" -> {
                    return key(Der.rsaToPkcs8(block.bytes()));
                }
                case "EC PRIVATE KEY" -> {
                    return key(Der.ecToPkcs8(block.bytes()));
                }
                default -> {}
            }
        }
        throw new TlsException("tls: failed to find any PEM data in key input");
    }

    private static PrivateKey key(byte[] pkcs8) throws TlsException {
        for (String algorithm : List.of("RSA", "EC", "Ed25519")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            } catch (GeneralSecurityException e) {
                continue;
            }
        }
        throw new TlsException("tls: failed to parse private key");
    }
}
