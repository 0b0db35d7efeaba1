package dev.quoin.auth.tls.pem;

import dev.quoin.auth.tls.config.Side.NamedFile;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** Reads private keys: PKCS #8, and the older forms of RSA and of elliptic curves. */
public final class PrivateKeys {
    private static final String LABEL = "PRIVATE KEY";
    private static final byte[] PROBE = {'q', 'u', 'o', 'i', 'n'};

    private PrivateKeys() {}

    /**
     * The private key of a certificate.
     *
     * @throws BadFileException where the file has none, or one that belongs to something else
     */
    public static PrivateKey read(NamedFile file, byte[] bytes, PublicKey owner) throws BadFileException {
        Pem.Block block = block(file, bytes);
        if (block.encrypted() || block.label().equals("ENCRYPTED PRIVATE KEY")) {
            throw new BadFileException(file, "tls: failed to parse private key: it is encrypted");
        }
        PrivateKey key = parse(file, block, owner);
        requireFits(file, key, owner);
        return key;
    }

    private static Pem.Block block(NamedFile file, byte[] bytes) throws BadFileException {
        List<String> others = new ArrayList<>();
        for (Pem.Block block : Pem.blocks(bytes)) {
            if (block.label().endsWith(LABEL)) {
                return block;
            }
            others.add(block.label());
        }
        throw new BadFileException(
                file,
                others.isEmpty()
                        ? "tls: failed to find any PEM data in key input"
                        : "tls: failed to find PEM block with type ending in \"PRIVATE KEY\" in key input after skipping PEM blocks of the following types: "
                                + others);
    }

    private static PrivateKey parse(NamedFile file, Pem.Block block, PublicKey owner) throws BadFileException {
        byte[] encoded;
        try {
            encoded = info(block, owner).getEncoded();
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            throw new BadFileException(file, "tls: failed to parse private key: " + e.getMessage());
        }
        try {
            return KeyFactory.getInstance(owner.getAlgorithm()).generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new BadFileException(file, "tls: private key type does not match public key type");
        }
    }

    private static PrivateKeyInfo info(Pem.Block block, PublicKey owner) throws IOException {
        return switch (block.label()) {
            case "RSA PRIVATE KEY" ->
                new PrivateKeyInfo(
                        new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
                        RSAPrivateKey.getInstance(block.bytes()));
            case "EC PRIVATE KEY" -> {
                ECPrivateKey key = ECPrivateKey.getInstance(block.bytes());
                // Some leave out the curve, which the certificate names too.
                yield new PrivateKeyInfo(
                        key.getParametersObject() == null
                                ? SubjectPublicKeyInfo.getInstance(owner.getEncoded())
                                        .getAlgorithm()
                                : new AlgorithmIdentifier(
                                        X9ObjectIdentifiers.id_ecPublicKey, key.getParametersObject()),
                        key);
            }
            default -> PrivateKeyInfo.getInstance(block.bytes());
        };
    }

    private static void requireFits(NamedFile file, PrivateKey key, PublicKey owner) throws BadFileException {
        boolean fits;
        try {
            String algorithm = algorithm(owner);
            Signature signer = Signature.getInstance(algorithm);
            signer.initSign(key);
            signer.update(PROBE);
            byte[] signed = signer.sign();
            Signature verifier = Signature.getInstance(algorithm);
            verifier.initVerify(owner);
            verifier.update(PROBE);
            fits = verifier.verify(signed);
        } catch (GeneralSecurityException e) {
            fits = false;
        }
        if (!fits) {
            throw new BadFileException(file, "tls: private key does not match public key");
        }
    }

    private static String algorithm(PublicKey key) throws GeneralSecurityException {
        return switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            case "EdDSA" -> "EdDSA";
            default -> throw new GeneralSecurityException("keys of " + key.getAlgorithm() + " do not sign");
        };
    }
}
