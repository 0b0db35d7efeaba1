package dev.quoin.auth.tls.pem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quoin.auth.tls.config.Side.NamedFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms that keys come in. */
final class PrivateKeysTest {
    private static final NamedFile FILE = new NamedFile("--key-file", "a.key");

    private static KeyPair pair(String algorithm) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm.startsWith("sec") ? "EC" : algorithm);
        if (algorithm.startsWith("sec")) {
            generator.initialize(new ECGenParameterSpec(algorithm));
        }
        return generator.generateKeyPair();
    }

    private static byte[] pem(String label, byte[] der) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return ("# a comment\n-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] inner(KeyPair pair) throws IOException {
        ASN1Encodable key =
                PrivateKeyInfo.getInstance(pair.getPrivate().getEncoded()).parsePrivateKey();
        return key.toASN1Primitive().getEncoded();
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "secp256r1", "secp521r1", "Ed25519"})
    void pkcs8(String algorithm) throws Exception {
        KeyPair pair = pair(algorithm);
        assertThat(PrivateKeys.read(FILE, pem("PRIVATE KEY", pair.getPrivate().getEncoded()), pair.getPublic()))
                .isEqualTo(pair.getPrivate());
    }

    @Test
    void rsaOfOld() throws Exception {
        KeyPair pair = pair("RSA");
        assertThat(PrivateKeys.read(FILE, pem("RSA PRIVATE KEY", inner(pair)), pair.getPublic()))
                .isEqualTo(pair.getPrivate());
    }

    @Test
    void curvesOfOldWithAndWithoutTheNameOfTheCurve() throws Exception {
        KeyPair pair = pair("secp384r1");
        ECPrivateKey bare = ECPrivateKey.getInstance(inner(pair));
        ECPrivateKey named = new ECPrivateKey(384, bare.getKey(), null, new ASN1ObjectIdentifier("1.3.132.0.34"));
        for (ECPrivateKey key : new ECPrivateKey[] {bare, named}) {
            var read = (java.security.interfaces.ECPrivateKey)
                    PrivateKeys.read(FILE, pem("EC PRIVATE KEY", key.getEncoded()), pair.getPublic());
            assertThat(read.getS()).isEqualTo(bare.getKey());
        }
    }

    @Test
    void whatDoesNotFitIsSaid() throws Exception {
        KeyPair curve = pair("secp256r1");
        KeyPair rsa = pair("RSA");
        byte[] file = pem("PRIVATE KEY", curve.getPrivate().getEncoded());
        assertThatThrownBy(() -> PrivateKeys.read(FILE, file, pair("secp256r1").getPublic()))
                .hasMessage("a.key (--key-file): tls: private key does not match public key");
        assertThatThrownBy(() -> PrivateKeys.read(FILE, file, rsa.getPublic()))
                .hasMessage("a.key (--key-file): tls: private key type does not match public key type");
        assertThatThrownBy(() -> PrivateKeys.read(FILE, pem("PRIVATE KEY", new byte[] {1, 2}), rsa.getPublic()))
                .hasMessageStartingWith("a.key (--key-file): tls: failed to parse private key");
        assertThatThrownBy(() ->
                        PrivateKeys.read(FILE, pem("ENCRYPTED PRIVATE KEY", new byte[] {1, 2}), rsa.getPublic()))
                .hasMessage("a.key (--key-file): tls: failed to parse private key: it is encrypted");
        assertThatThrownBy(() -> PrivateKeys.read(FILE, new byte[0], rsa.getPublic()))
                .hasMessage("a.key (--key-file): tls: failed to find any PEM data in key input");
    }
}
