package dev.quoin.auth.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.quoin.api.auth.AuthProvider;
import dev.quoin.api.auth.Authenticator.Listener;
import dev.quoin.api.auth.Credentials;
import dev.quoin.testkit.auth.AuthProviderConformance;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The provider against the kit. */
final class OidcConformanceTest extends AuthProviderConformance {
    private final Issuer issuer = new Issuer("k1");

    @Override
    public AuthProvider provider() {
        return new OidcAuthProvider();
    }

    @Override
    public Map<String, String> configuration(Path folder) throws IOException {
        Path keys = Files.writeString(folder.resolve("keys.json"), issuer.keys());
        return Map.of("issuer", Issuer.NAME, "audience", Issuer.AUDIENCE, "keys", keys.toString());
    }

    private static Credentials shown(String token) {
        return new Credentials(Listener.CLIENT, List.of(), token);
    }

    @Override
    public Map<Credentials, String> known(Path folder) {
        return Map.of(
                shown(issuer.token("alice")), "alice",
                shown("Bearer " + issuer.token("bob")), "bob",
                shown(issuer.token(claims -> claims.audience(List.of("other", Issuer.AUDIENCE)))), "alice");
    }

    @Override
    public List<Credentials> strangers(Path folder) {
        String good = issuer.token("alice");
        Date past = Date.from(Instant.now().minus(Duration.ofMinutes(2)));
        Date later = Date.from(Instant.now().plus(Duration.ofMinutes(2)));
        return List.of(
                shown(new Issuer("k1").token("alice")),
                shown(new Issuer("k2").token("alice")),
                shown(good.substring(0, good.length() - 8) + "AAAAAAAA"),
                shown(good.substring(0, good.lastIndexOf('.') + 1)),
                shown("Basic " + good),
                shown(issuer.token(claims -> claims.issuer("https://other.example"))),
                shown(issuer.token(claims -> claims.audience("other"))),
                shown(issuer.token(claims -> claims.expirationTime(past))),
                shown(issuer.token(claims -> claims.expirationTime(null))),
                shown(issuer.token(claims -> claims.notBeforeTime(later))),
                shown(issuer.token(claims -> claims.subject(""))),
                shown(issuer.token(claims -> claims.subject(null))),
                shown(signedWithThePublicKey()),
                new Credentials(Listener.PEER, List.of(), good));
    }

    /** The oldest trick: what everybody may know, taken for a shared secret. */
    private String signedWithThePublicKey() {
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(Issuer.NAME)
                .audience(Issuer.AUDIENCE)
                .subject("root")
                .expirationTime(Date.from(Instant.now().plus(Duration.ofHours(1))))
                .build();
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("k1").build(), claims);
        try {
            token.sign(new MACSigner(issuer.key().toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8)));
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
        return token.serialize();
    }

    @Override
    public Map<Map<String, String>, String> mistakes(Path folder) throws IOException {
        Map<String, String> good = configuration(folder);
        Path text = Files.writeString(folder.resolve("text"), "no keys\n");
        Path empty = Files.writeString(folder.resolve("empty"), "{\"keys\":[]}");
        Map<Map<String, String>, String> mistakes = new LinkedHashMap<>();
        mistakes.put(with(good, "issuer", ""), "--oidc-issuer must be given");
        mistakes.put(with(good, "audience", ""), "--oidc-audience must be given");
        mistakes.put(with(good, "keys", ""), "--oidc-keys must be given");
        mistakes.put(with(good, "keys", folder + "/none"), "--oidc-keys: " + folder + "/none: no such file");
        mistakes.put(with(good, "keys", folder.toString()), folder + ": is a directory");
        mistakes.put(with(good, "keys", text.toString()), text + ": not a JSON Web Key Set");
        mistakes.put(with(good, "keys", empty.toString()), empty + ": holds no public key");
        mistakes.put(with(good, "keys", "http://192.0.2.1/keys"), "http://192.0.2.1/keys: must be https");
        mistakes.put(with(good, "keys", "http://127.0.0.1:1/keys"), "http://127.0.0.1:1/keys: cannot be read");
        mistakes.put(with(good, "keys-interval", "0"), "--oidc-keys-interval must be at least 1s");
        return mistakes;
    }

    private static Map<String, String> with(Map<String, String> good, String key, String value) {
        Map<String, String> changed = new HashMap<>(good);
        changed.put(key, value);
        return changed;
    }
}
