package dev.quoin.core.auth.token;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quoin.api.config.ConfigException;
import dev.quoin.api.host.DiskFile;
import dev.quoin.core.ask.Asker;
import dev.quoin.testkit.host.SimHost;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signed tokens, by every algorithm, and keys that change. */
class JwtTokensTest {
    private static final Duration LOOK = Duration.ofSeconds(11);

    /** By {@code openssl ecparam -name prime256v1 -genkey -noout}. */
    private static final String SEC1 = """
            -----BEGIN EC PRIVATE KEY-----
            MHcCAQEEIOUl3n5mIbzfIv2cHvvdasLBumchhuY4PUJoJ4nJexwhoAoGCCqGSM49
            AwEHoUQDQgAETNACsh2s0fzWy2RMIQ92rfq8MhLKPh0au+89Nk+wuxRpalltRGxW
            KuecTJQ7xa+B5L6lOp/4FKA/Ybr9YSOOYw==
            -----END EC PRIVATE KEY-----
            """;

    private final SimHost host = SimHost.alone(1);

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"})
    void isSignedByOneMemberAndCheckedByAnother(String method) throws Exception {
        KeyPair pair = pair(method);
        write("priv", privatePem(pair));
        write("pub", publicPem(pair));
        Tokens signs = open("sign-method=" + method + ",pub-key=pub,priv-key=priv,ttl=1m");
        Tokens checks = open("sign-method=" + method + ",pub-key=pub");
        String token = signs.sign("u", 42);
        for (Tokens member : List.of(signs, checks, checks)) {
            assertThat(member.recognise(token, 99)).isEqualTo(Asker.of("u", 42));
        }
        assertThat(checks.recognise(token.substring(0, token.length() - 8) + "AAAAAAAA", 99))
                .isNull();
        assertThatThrownBy(() -> checks.sign("u", 1))
                .isInstanceOf(TokenException.class)
                .hasMessage("auth: token signing attempted with verify-only key");
        host.simulation().runFor(Duration.ofSeconds(62));
        assertThat(checks.recognise(token, 99)).as("after its end").isNull();
    }

    @Test
    void aSecretSignsAndChecks() throws Exception {
        write("priv", "0123456789abcdef0123456789abcdef");
        Tokens tokens = open("sign-method=HS256,priv-key=priv");
        assertThat(tokens.recognise(tokens.sign("u", 3), 9)).isEqualTo(Asker.of("u", 3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "EdDSA"})
    void thePrivateKeyAloneIsEnough(String method) throws Exception {
        write("priv", privatePem(pair(method)));
        Tokens tokens = open("sign-method=" + method + ",priv-key=priv");
        String token = tokens.sign("u", 3);
        assertThat(tokens.recognise(token, 9)).isEqualTo(Asker.of("u", 3));
        assertThat(tokens.recognise(token.substring(0, token.length() - 8) + "AAAAAAAA", 9))
                .isNull();
    }

    @Test
    void theOlderFormsOfKeyFilesAreRead() throws Exception {
        write("priv", SEC1);
        Tokens curve = open("sign-method=ES256,priv-key=priv");
        assertThat(curve.recognise(curve.sign("u", 3), 9)).isEqualTo(Asker.of("u", 3));
        byte[] pkcs8 = pair("RS256").getPrivate().getEncoded();
        // A PKCS #1 key is what stands in a PKCS #8 key of 2048 bits from the 26th byte on.
        write("rsa", pem("RSA PRIVATE KEY", Arrays.copyOfRange(pkcs8, 26, pkcs8.length)));
        Tokens rsa = open("sign-method=PS256,priv-key=rsa");
        assertThat(rsa.recognise(rsa.sign("u", 3), 9)).isEqualTo(Asker.of("u", 3));
    }

    @Test
    void newKeyFilesTakeThePlaceOfTheOldOnes() throws Exception {
        KeyPair first = pair("ES256");
        write("priv", privatePem(first));
        write("pub", publicPem(first));
        Tokens tokens = open("sign-method=ES256,pub-key=pub,priv-key=priv");
        String old = tokens.sign("u", 1);
        assertThat(tokens.recognise(old, 1)).isNotNull();
        KeyPair second = pair("ES256");
        write("priv", privatePem(second));
        host.simulation().runFor(LOOK);
        assertThat(tokens.recognise(old, 1)).as("half of a pair is new").isNotNull();
        write("pub", publicPem(second));
        host.simulation().runFor(LOOK);
        assertThat(tokens.recognise(old, 1)).as("signed by the old key").isNull();
        assertThat(tokens.recognise(tokens.sign("u", 1), 1)).isNotNull();
        write("pub", "rubbish");
        host.simulation().runFor(LOOK);
        assertThat(tokens.recognise(tokens.sign("u", 1), 1)).isNotNull();
    }

    @Test
    void keysThatCanNotBeUsedStopTheStart() throws Exception {
        write("priv", privatePem(pair("ES256")));
        write("pub", publicPem(pair("ES256")));
        write("rsa", privatePem(pair("RS256")));
        write("rubbish", "rubbish");
        assertRefused("sign-method=ES256,pub-key=pub,priv-key=priv", "public and private key do not match");
        assertRefused("sign-method=ES256,pub-key=missing", "no such file: keys/missing");
        assertRefused("sign-method=ES256", "no key: pub-key and priv-key must be given");
        assertRefused("sign-method=HS256,pub-key=pub", "no key: priv-key must be given");
        assertRefused("sign-method=ES256,priv-key=rubbish", "not a PEM file");
        assertRefused("sign-method=ES256,pub-key=priv", "holds a PRIVATE KEY instead of a PUBLIC KEY");
        assertRefused("sign-method=ES384,pub-key=pub", "the public key is not one for ES384");
        assertRefused("sign-method=ES256,priv-key=rsa", "");
    }

    @Test
    void whatIsNoTokenIsNobodys() throws Exception {
        write("priv", privatePem(pair("EdDSA")));
        Tokens tokens = open("sign-method=EdDSA,priv-key=priv");
        for (String token : List.of("", ".", "..", "a.b.c", "abcdefghijklmnop.12", "e30.e30.", "e30.e30.e30")) {
            assertThat(tokens.recognise(token, 1)).as(token).isNull();
        }
    }

    private void assertRefused(String options, String why) {
        assertThatThrownBy(() -> open(options))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("--auth-token: the keys for ")
                .hasMessageContaining(why);
    }

    private Tokens open(String options) {
        return TokenOptions.parse("jwt," + options.replace("-key=", "-key=keys/"), Duration.ZERO)
                .open(host, host.random("token"), true);
    }

    private static KeyPair pair(String method) throws GeneralSecurityException {
        return switch (method) {
            case "ES256" -> curve("secp256r1");
            case "ES384" -> curve("secp384r1");
            case "ES512" -> curve("secp521r1");
            case "EdDSA" -> KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            default -> {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(2048);
                yield generator.generateKeyPair();
            }
        };
    }

    private static KeyPair curve(String name) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(name));
        return generator.generateKeyPair();
    }

    private static String privatePem(KeyPair pair) {
        return pem("PRIVATE KEY", pair.getPrivate().getEncoded());
    }

    private static String publicPem(KeyPair pair) {
        return pem("PUBLIC KEY", pair.getPublic().getEncoded());
    }

    private static String pem(String type, byte[] der) {
        return "-----BEGIN " + type + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + type
                + "-----\n";
    }

    private void write(String name, String content) throws IOException {
        host.disk().createDirectories(Path.of("keys"));
        try (DiskFile file = host.disk().open(Path.of("keys", name))) {
            file.setSize(0);
            file.write(ByteBuffer.wrap(content.getBytes(US_ASCII)), 0);
        }
    }
}
