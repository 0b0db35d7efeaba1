package dev.quoin.core.auth.token;

import com.nimbusds.jose.JWSAlgorithm;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The kinds of keys that algorithms sign with. */
enum KeyKind {
    /** For RS and PS. */
    RSA("RSA", "300d06092a864886f70d0101010500"),
    /** For ES256. */
    P256("EC", "301306072a8648ce3d020106082a8648ce3d030107"),
    /** For ES384. */
    P384("EC", "301006072a8648ce3d020106052b81040022"),
    /** For ES512. */
    P521("EC", "301006072a8648ce3d020106052b81040023"),
    /** For EdDSA. */
    ED25519("Ed25519", "300506032b6570");

    private static final int UNCOMPRESSED = 4;

    private final String jdkName;
    private final String identifier;

    KeyKind(String jdkName, String identifier) {
        this.jdkName = jdkName;
        this.identifier = identifier;
    }

    static KeyKind of(JWSAlgorithm method) {
        return switch (method.getName()) {
            case "ES256" -> P256;
            case "ES384" -> P384;
            case "ES512" -> P521;
            case "EdDSA" -> ED25519;
            default -> RSA;
        };
    }

    String jdkName() {
        return jdkName;
    }

    /** The encoded identifier of the algorithm. */
    byte[] identifier() {
        return HexFormat.of().parseHex(identifier);
    }

    /**
     * The public key that belongs to a private one.
     *
     * @param der the private key as the file holds it
     * @return null for Ed25519, which can do without
     */
    @Nullable
    PublicKey derive(KeyFactory factory, PrivateKey key, byte[] der) throws GeneralSecurityException {
        return switch (key) {
            case RSAPrivateCrtKey rsa ->
                factory.generatePublic(new RSAPublicKeySpec(rsa.getModulus(), rsa.getPublicExponent()));
            case ECPrivateKey curve ->
                factory.generatePublic(new ECPublicKeySpec(point(curve.getParams(), der), curve.getParams()));
            default -> null;
        };
    }

    /** A file of an elliptic curve's private key usually ends with the public one: a 4 and the point's coordinates. */
    private static ECPoint point(ECParameterSpec curve, byte[] der) throws GeneralSecurityException {
        int size = (curve.getCurve().getField().getFieldSize() + 7) / 8;
        int at = der.length - 2 * size;
        if (at < 1 || der[at - 1] != UNCOMPRESSED) {
            throw new GeneralSecurityException("the private key's file has no public key in it: pub-key must be given");
        }
        return new ECPoint(
                new BigInteger(1, Arrays.copyOfRange(der, at, at + size)),
                new BigInteger(1, Arrays.copyOfRange(der, at + size, der.length)));
    }
}
