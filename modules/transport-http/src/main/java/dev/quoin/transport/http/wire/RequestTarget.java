package dev.quoin.transport.http.wire;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import java.util.Map;

/**
 * The target of a request, decoded.
 *
 * @param path without the query, with its percent signs decoded
 * @param rawQuery as it came, without the question mark; empty without one
 * @param query the parameters
 */
public record RequestTarget(String path, String rawQuery, Map<String, List<String>> query) {
    private static final int MAX_PARAMETERS = 128;

    /**
     * Reads a target, which may be a whole URL too.
     *
     * @throws IllegalArgumentException for one that can not be decoded
     */
    public static RequestTarget of(String text) {
        String target = text;
        if (!target.startsWith("/") && !target.equals("*")) {
            int authority = target.indexOf("://");
            int slash = authority < 0 ? -1 : target.indexOf('/', authority + 3);
            if (authority < 0) {
                throw new IllegalArgumentException("not a request target");
            }
            target = slash < 0 ? "/" : target.substring(slash);
        }
        QueryStringDecoder decoder =
                QueryStringDecoder.builder().maxParams(MAX_PARAMETERS).build(target);
        return new RequestTarget(decoder.path(), decoder.rawQuery(), decoder.parameters());
    }

    /** The path without doubled slashes and without steps up or in place. It ends with a slash where this one does. */
    public String cleanPath() {
        StringBuilder clean = new StringBuilder();
        for (String step : path.split("/")) {
            switch (step) {
                case "", "." -> {}
                case ".." -> clean.setLength(Math.max(clean.lastIndexOf("/"), 0));
                default -> clean.append('/').append(step);
            }
        }
        boolean folder = path.endsWith("/") || path.endsWith("/.") || path.endsWith("/..");
        if (clean.isEmpty() || folder) {
            clean.append('/');
        }
        return clean.toString();
    }
}
