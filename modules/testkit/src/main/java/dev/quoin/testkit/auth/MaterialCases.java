package dev.quoin.testkit.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quoin.api.auth.Authenticator.Listener;
import dev.quoin.api.auth.CertifiedKey;
import dev.quoin.api.auth.TlsMaterial;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** TLS material that fits, and stays what it is while nothing changes. */
interface MaterialCases extends AuthCases {
    @Test
    default void keysFitTheirCertificates() throws GeneralSecurityException {
        for (Listener listener : Listener.values()) {
            Optional<TlsMaterial> material = harness().authenticator().tls(listener);
            if (material.isPresent()) {
                requireFits(material.get().own());
                requireFits(material.get().dialling());
            }
        }
    }

    private static void requireFits(CertifiedKey pair) throws GeneralSecurityException {
        String key = pair.key().getAlgorithm();
        String algorithm = key.equals("EC") ? "SHA256withECDSA" : key.equals("RSA") ? "SHA256withRSA" : key;
        Signature signer = Signature.getInstance(algorithm);
        signer.initSign(pair.key());
        signer.update((byte) 1);
        byte[] signed = signer.sign();
        signer.initVerify(pair.chain().getFirst());
        signer.update((byte) 1);
        assertThat(signer.verify(signed)).isTrue();
    }

    @Test
    default void aClientThatNobodyVouchesForIsRefused() {
        X509Certificate forged =
                Authority.named("nobody").certificate("root").issue().certificate();
        for (Listener listener : Listener.values()) {
            harness()
                    .authenticator()
                    .tls(listener)
                    .ifPresent(material -> assertThatThrownBy(
                                    () -> material.clients().checkClientTrusted(new X509Certificate[] {forged}, "EC"))
                            .as("%s", listener)
                            .isInstanceOf(CertificateException.class)
                            .message()
                            .isNotBlank()
                            .doesNotContain("\n"));
        }
    }

    @Test
    default void nothingChangesWhileNothingIsChanged() {
        for (Listener listener : Listener.values()) {
            Optional<TlsMaterial> before = harness().authenticator().tls(listener);
            assertThat(harness().authenticator().tls(listener)).isEqualTo(before);
            harness().soon();
            assertThat(harness().authenticator().tls(listener)).isEqualTo(before);
        }
    }

    @Test
    default void aPrintedKeyTellsNothing() {
        for (Listener listener : Listener.values()) {
            harness()
                    .authenticator()
                    .tls(listener)
                    .ifPresent(material -> assertThat(material.toString()).doesNotContain("PrivateKey", "PRIVATE"));
        }
    }
}
