package dev.quoin.transport.http.json;

/** A request is not the JSON that it should be. The message is one line for the client. */
public final class JsonException extends Exception {
    private static final long serialVersionUID = 1L;

    /** The line to show. */
    public JsonException(String message) {
        super(message);
    }
}
