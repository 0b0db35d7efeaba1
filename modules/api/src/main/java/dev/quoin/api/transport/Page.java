package dev.quoin.api.transport;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The answer to a request for a page.
 *
 * @param status the HTTP status
 * @param contentType its kind
 * @param headers further headers, by name
 * @param body never changed by anyone
 */
public record Page(int status, String contentType, Map<String, String> headers, byte[] body) {
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final Map<String, String> NO_SNIFFING = Map.of("X-Content-Type-Options", "nosniff");

    /** Makes a page of plain text with status 200. */
    public static Page text(String text) {
        return of(200, TEXT, Map.of(), text);
    }

    /** Makes an error page of plain text, and adds a line break. */
    public static Page error(int status, String text) {
        return of(status, TEXT, NO_SNIFFING, text + "\n");
    }

    /** Makes the refusal of every method but one. */
    public static Page onlyAllowed(String method) {
        return of(405, TEXT, Map.of("Allow", method, "X-Content-Type-Options", "nosniff"), "Method Not Allowed\n");
    }

    /** Makes a page of text. */
    public static Page of(int status, String contentType, Map<String, String> headers, String text) {
        return new Page(status, contentType, headers, text.getBytes(StandardCharsets.UTF_8));
    }
}
