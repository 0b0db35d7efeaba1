package dev.quoin.core.auth.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.crypto.opts.AllowWeakRSAKey;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one algorithm, ready for use. Safe for use by any thread.
 *
 * @param signer makes signatures; null where only the public key is there
 * @param verifier checks them
 */
record SigningKeys(@Nullable JWSSigner signer, JWSVerifier verifier) {
    private static final byte[] PROBE = {1, 2, 3};

    /**
     * From the contents of the key files.
     *
     * @throws GeneralSecurityException when they are missing, damaged, of another algorithm, or not of one pair
     */
    static SigningKeys of(JWSAlgorithm method, byte @Nullable [] publicFile, byte @Nullable [] privateFile)
            throws GeneralSecurityException {
        try {
            SigningKeys keys = JWSAlgorithm.Family.HMAC_SHA.contains(method)
                    ? secret(privateFile)
                    : pair(method, publicFile, privateFile);
            keys.probe(method);
            return keys;
        } catch (JOSEException e) {
            throw new GeneralSecurityException(e.getMessage(), e);
        }
    }

    private static SigningKeys secret(byte @Nullable [] file) throws GeneralSecurityException, JOSEException {
        if (file == null || file.length == 0) {
            throw missing("priv-key");
        }
        return new SigningKeys(new MACSigner(file), new MACVerifier(file));
    }

    private static SigningKeys pair(JWSAlgorithm method, byte @Nullable [] publicFile, byte @Nullable [] privateFile)
            throws GeneralSecurityException, JOSEException {
        KeyKind kind = KeyKind.of(method);
        KeyFactory factory = KeyFactory.getInstance(kind.jdkName());
        PublicKey open = publicFile == null ? null : Pem.parse(publicFile).publicKey(factory);
        if (privateFile == null) {
            if (open == null) {
                throw missing("pub-key and priv-key");
            }
            return new SigningKeys(null, verifier(open));
        }
        Pem pem = Pem.parse(privateFile);
        PrivateKey key = pem.privateKey(factory, kind.identifier());
        JWSSigner signer = signer(key, method);
        if (open == null) {
            open = kind.derive(factory, key, pem.der());
        }
        return new SigningKeys(signer, open == null ? new Ed25519.Resigner(key) : verifier(open));
    }

    private static JWSSigner signer(PrivateKey key, JWSAlgorithm method) throws JOSEException {
        return switch (key) {
            case ECPrivateKey curve -> new ECDSASigner(curve);
            case PrivateKey edwards when method.equals(JWSAlgorithm.EdDSA) -> new Ed25519.Signer(edwards);
            default -> new RSASSASigner(key, Set.of(AllowWeakRSAKey.getInstance()));
        };
    }

    private static JWSVerifier verifier(PublicKey key) throws JOSEException {
        return switch (key) {
            case RSAPublicKey rsa -> new RSASSAVerifier(rsa);
            case ECPublicKey curve -> new ECDSAVerifier(curve);
            default -> new Ed25519.Verifier(key);
        };
    }

    /** Finds out at once that keys are not of one pair, or not for this algorithm. */
    private void probe(JWSAlgorithm method) throws GeneralSecurityException, JOSEException {
        if (!verifier.supportedJWSAlgorithms().contains(method)) {
            throw new GeneralSecurityException("the public key is not one for " + method);
        }
        if (signer == null) {
            return;
        }
        if (!signer.supportedJWSAlgorithms().contains(method)) {
            throw new GeneralSecurityException("the private key is not one for " + method);
        }
        JWSHeader header = new JWSHeader(method);
        if (!verifier.verify(header, PROBE, signer.sign(header, PROBE))) {
            throw new GeneralSecurityException("public and private key do not match");
        }
    }

    private static GeneralSecurityException missing(String what) {
        return new GeneralSecurityException("no key: " + what + " must be given");
    }

    /** The keys are secrets. */
    @Override
    public String toString() {
        return "SigningKeys[]";
    }
}
