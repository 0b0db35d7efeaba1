package dev.quoin.core.auth.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import dev.quoin.api.host.Clock;
import dev.quoin.api.host.Host;
import dev.quoin.core.ask.Asker;
import java.text.ParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signed tokens that say for whom they stand, at which auth revision they were made, and until when they are valid. Nothing
 * is remembered of them but what was checked lately.
 */
final class JwtTokens implements Tokens {
    private static final Logger LOG = LoggerFactory.getLogger(JwtTokens.class);
    private static final String USER = "username";
    private static final String REVISION = "revision";
    private static final String END = "exp";
    private static final String BEGIN = "nbf";

    private final Clock clock;
    private final JwtOptions options;
    private final CheckedTokens checked = new CheckedTokens();
    private final KeyFiles keys;

    private JwtTokens(Host host, JwtOptions options) {
        this.clock = host.clock();
        this.options = options;
        this.keys = new KeyFiles(host, options);
    }

    static JwtTokens open(Host host, JwtOptions options) {
        return new JwtTokens(host, options);
    }

    @Override
    public String draw() {
        return "";
    }

    @Override
    public String assign(String user, String drawn, long index) {
        return "";
    }

    @Override
    public String sign(String user, long revision) {
        JWSSigner signer = keys.now().signer();
        if (signer == null) {
            throw new TokenException("auth: token signing attempted with verify-only key");
        }
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put(USER, user);
        claims.put(REVISION, revision);
        claims.put(END, (clock.wallMillis() + options.ttl().toMillis()) / 1000);
        JWSHeader header =
                new JWSHeader.Builder(keys.method()).type(JOSEObjectType.JWT).build();
        JWSObject token = new JWSObject(header, new Payload(claims));
        try {
            token.sign(signer);
        } catch (JOSEException e) {
            throw new TokenException("auth: a token can not be signed: " + e.getMessage(), e);
        }
        return token.serialize();
    }

    @Override
    public @Nullable Asker recognise(String token, long revision) {
        long now = clock.wallMillis() / 1000;
        SigningKeys with = keys.now();
        Checked known = checked.find(token);
        if (known == null || known.with() != with) {
            known = check(token, with);
            if (known == null) {
                return null;
            }
            checked.keep(token, known);
        }
        return known.begin() <= now && now < known.end() ? known.asker() : null;
    }

    private @Nullable Checked check(String token, SigningKeys with) {
        try {
            JWSObject parsed = JWSObject.parse(token);
            if (!parsed.getHeader().getAlgorithm().equals(keys.method()) || !parsed.verify(with.verifier())) {
                return null;
            }
            Map<String, Object> claims = parsed.getPayload().toJSONObject();
            return claims == null ? null : said(claims, with);
        } catch (ParseException | JOSEException | IllegalArgumentException | IllegalStateException e) {
            LOG.debug("a token that is no valid one: {}", e.getMessage());
            return null;
        }
    }

    private static @Nullable Checked said(Map<String, Object> claims, SigningKeys with) {
        if (claims.get(USER) instanceof String user && claims.get(REVISION) instanceof Number revision) {
            Asker asker = Asker.of(user, revision.longValue());
            return new Checked(asker, second(claims, BEGIN, 0), second(claims, END, Long.MAX_VALUE), with);
        }
        return null;
    }

    private static long second(Map<String, Object> claims, String name, long absent) {
        Object value = claims.get(name);
        if (value == null) {
            return absent;
        }
        if (value instanceof Number number) {
            return number.longValue();
        }
        throw new IllegalArgumentException(name + " is no number");
    }

    @Override
    public long knownFrom(String token) {
        return 0;
    }

    @Override
    public void enabled() {
        // Nothing is remembered.
    }

    @Override
    public void disabled() {
        // Tokens are valid until they end; their revision is an old one by then.
    }

    @Override
    public void invalidate(String user) {
        // The change of the user has made a new auth revision, which makes the token's an old one.
    }

    @Override
    public void close() {
        keys.close();
    }
}
