package dev.quoin.core.auth.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.impl.BaseJWSProvider;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Set;

/** Ed25519 by the JDK, for the library that has it only by way of another one. */
final class Ed25519 {
    private static final Set<JWSAlgorithm> METHODS = Set.of(JWSAlgorithm.EdDSA);

    private Ed25519() {}

    private static byte[] sign(PrivateKey key, byte[] input) throws JOSEException {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(key);
            signature.update(input);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new JOSEException(e.getMessage(), e);
        }
    }

    /** Makes signatures. */
    static final class Signer extends BaseJWSProvider implements JWSSigner {
        private final PrivateKey key;

        Signer(PrivateKey key) {
            super(METHODS);
            this.key = key;
        }

        @Override
        public Base64URL sign(JWSHeader header, byte[] input) throws JOSEException {
            return Base64URL.encode(Ed25519.sign(key, input));
        }
    }

    /** Checks signatures by the public key. */
    static final class Verifier extends BaseJWSProvider implements JWSVerifier {
        private final PublicKey key;

        Verifier(PublicKey key) {
            super(METHODS);
            this.key = key;
        }

        @Override
        public boolean verify(JWSHeader header, byte[] input, Base64URL signature) throws JOSEException {
            try {
                Signature check = Signature.getInstance("Ed25519");
                check.initVerify(key);
                check.update(input);
                return check.verify(signature.decode());
            } catch (GeneralSecurityException e) {
                return false;
            }
        }
    }

    /** Checks signatures by the private key alone: the same input always has the same signature. */
    static final class Resigner extends BaseJWSProvider implements JWSVerifier {
        private final PrivateKey key;

        Resigner(PrivateKey key) {
            super(METHODS);
            this.key = key;
        }

        @Override
        public boolean verify(JWSHeader header, byte[] input, Base64URL signature) throws JOSEException {
            return MessageDigest.isEqual(Ed25519.sign(key, input), signature.decode());
        }
    }
}
