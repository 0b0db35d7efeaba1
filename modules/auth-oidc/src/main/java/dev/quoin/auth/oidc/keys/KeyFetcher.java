package dev.quoin.auth.oidc.keys;

import com.nimbusds.jose.jwk.JWKSet;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.List;
import java.util.Locale;

/** Gets a key set from where it is kept. Blocks. */
public interface KeyFetcher {
    /** More than any issuer has; what is longer is not read. */
    int MAX_BYTES = 1 << 20;

    /** The text, whole. */
    String text() throws KeysException;

    /** Where it comes from, for messages. */
    String place();

    /**
     * From a path or a URL.
     *
     * @throws KeysException for a URL whose answers anybody on the way could forge
     */
    static KeyFetcher of(String place) throws KeysException {
        String lower = place.toLowerCase(Locale.ROOT);
        if (!lower.startsWith("http://") && !lower.startsWith("https://")) {
            try {
                return new KeyFile(Path.of(place));
            } catch (InvalidPathException e) {
                throw new KeysException(place, "not a path: " + e.getReason());
            }
        }
        URI url;
        try {
            url = URI.create(place);
        } catch (IllegalArgumentException e) {
            throw new KeysException(place, "not a URL: " + e.getMessage());
        }
        boolean local = List.of("127.0.0.1", "localhost", "[::1]").contains(String.valueOf(url.getHost()));
        if (lower.startsWith("http://") && !local) {
            throw new KeysException(place, "must be https, because whoever can change the keys can be any user");
        }
        return new KeyUrl(url);
    }

    /** The public keys that are there now. @throws KeysException where there are none */
    default JWKSet fetch() throws KeysException {
        try {
            JWKSet keys = JWKSet.parse(text()).toPublicJWKSet();
            if (keys.isEmpty()) {
                throw new KeysException(place(), "holds no public key");
            }
            return keys;
        } catch (ParseException | IllegalArgumentException e) {
            throw new KeysException(place(), "not a JSON Web Key Set: " + e.getMessage());
        }
    }
}
