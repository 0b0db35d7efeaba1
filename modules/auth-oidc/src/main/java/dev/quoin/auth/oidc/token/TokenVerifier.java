package dev.quoin.auth.oidc.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.KeyConverter;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.quoin.api.auth.Identity;
import dev.quoin.api.host.Clock;
import dev.quoin.auth.oidc.keys.PublicKeys;
import java.security.Key;
import java.security.PublicKey;
import java.text.ParseException;
import java.time.Duration;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Believes tokens that one of the issuer's keys signed. Safe for use by any thread; throws nothing. */
public final class TokenVerifier {
    private static final String METHOD = "token";
    private static final String BEARER = "Bearer ";

    /** Longer than headers may be with most servers. */
    private static final int MAX_LENGTH = 16 << 10;

    /** Clocks of issuers differ from ours. */
    private static final long SKEW_MILLIS = Duration.ofSeconds(30).toMillis();

    /** Signatures by private keys that only the issuer has; never one that who can verify can also make. */
    private static final Set<JWSAlgorithm> ALGORITHMS = algorithms();

    private final TokenRules rules;
    private final PublicKeys keys;
    private final Clock clock;
    private final RecentTokens recent = new RecentTokens();
    private final DefaultJWSVerifierFactory verifiers = new DefaultJWSVerifierFactory();

    /** With rules, and the keys of the moment. */
    public TokenVerifier(TokenRules rules, PublicKeys keys, Clock clock) {
        this.rules = rules;
        this.keys = keys;
        this.clock = clock;
    }

    private static Set<JWSAlgorithm> algorithms() {
        Set<JWSAlgorithm> all = new HashSet<>(JWSAlgorithm.Family.RSA);
        all.addAll(JWSAlgorithm.Family.EC);
        return Set.copyOf(all);
    }

    /** Whom a token names, with or without the word {@code Bearer} before it; anonymous where it is not believed. */
    public Identity identify(String token) {
        PublicKeys.Version version = keys.current();
        long now = clock.wallMillis();
        Identity known = recent.find(token, version.number(), now);
        if (known != null) {
            return known;
        }
        if (token.length() > MAX_LENGTH) {
            return Identity.anonymous();
        }
        try {
            SignedJWT parsed = SignedJWT.parse(token.startsWith(BEARER) ? token.substring(BEARER.length()) : token);
            return isSigned(parsed, version)
                    ? believed(token, parsed.getJWTClaimsSet(), version, now)
                    : Identity.anonymous();
        } catch (ParseException | JOSEException | RuntimeException e) {
            // Whatever a stranger sends, it is a token that nobody gave out.
            return Identity.anonymous();
        }
    }

    private boolean isSigned(SignedJWT token, PublicKeys.Version version) throws JOSEException {
        JWSHeader header = token.getHeader();
        if (!ALGORITHMS.contains(header.getAlgorithm())) {
            return false;
        }
        List<JWK> candidates = new JWKSelector(JWKMatcher.forJWSHeader(header)).select(version.keys());
        if (candidates.isEmpty()) {
            keys.missed();
        }
        for (Key key : KeyConverter.toJavaKeys(candidates)) {
            if (key instanceof PublicKey && token.verify(verifiers.createJWSVerifier(header, key))) {
                return true;
            }
        }
        return false;
    }

    private Identity believed(String token, JWTClaimsSet claims, PublicKeys.Version version, long now)
            throws ParseException {
        Date until = claims.getExpirationTime();
        Date from = claims.getNotBeforeTime();
        String name = claims.getStringClaim(rules.usernameClaim());
        boolean fits = rules.issuer().equals(claims.getIssuer())
                && claims.getAudience().contains(rules.audience())
                && until != null
                && until.getTime() + SKEW_MILLIS > now
                && (from == null || from.getTime() - SKEW_MILLIS <= now);
        if (!fits || name == null || name.isEmpty()) {
            return Identity.anonymous();
        }
        Identity identity = new Identity(name, METHOD);
        recent.keep(token, identity, version.number(), until.getTime() + SKEW_MILLIS);
        return identity;
    }
}
