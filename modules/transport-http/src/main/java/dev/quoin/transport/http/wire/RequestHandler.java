package dev.quoin.transport.http.wire;

/** Takes requests. Called on the connection's event loop; must not block. */
@FunctionalInterface
public interface RequestHandler {
    /** Takes a request whose head has come; it is answered through the exchange, now or later, on its event loop. */
    RequestBody begin(Exchange exchange);
}
