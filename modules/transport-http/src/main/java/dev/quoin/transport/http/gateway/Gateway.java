package dev.quoin.transport.http.gateway;

import dev.quoin.api.transport.ApiMethod;
import dev.quoin.api.transport.ClientTransportContext;
import dev.quoin.api.transport.StatusCode;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.transport.http.wire.Exchange;
import dev.quoin.transport.http.wire.RequestBody;
import io.netty.handler.codec.http.HttpHeaderNames;

/** Turns requests under {@code /v3/} into calls. */
public final class Gateway {
    static final String JSON = "application/json";

    private final ClientTransportContext context;

    /** Offers the methods of a context. */
    public Gateway(ClientTransportContext context) {
        this.context = context;
    }

    /** The largest body of a request: bytes are a third longer in base64, and names take room too. */
    int maxBodyBytes() {
        return (int) Math.min(context.limits().maxMessageBytes() * 2L + (64 << 10), Integer.MAX_VALUE);
    }

    /** Takes up a request. */
    public RequestBody begin(Exchange exchange, String path) {
        EtcdMethods route = Routes.find(path);
        if (route == null) {
            return refused(exchange, StatusCode.NOT_FOUND, "Not Found");
        }
        ApiMethod method = context.handler().method(route.path());
        boolean socket = WebSocketStream.isAskedFor(exchange);
        if (!socket && !exchange.method().equals("POST")) {
            return refused(exchange, StatusCode.UNIMPLEMENTED, "Method Not Allowed");
        }
        if (method == null) {
            String name = route.path();
            String why = "unknown method " + name.substring(name.lastIndexOf('/') + 1) + " for service "
                    + name.substring(1, name.lastIndexOf('/'));
            return refused(exchange, StatusCode.UNIMPLEMENTED, why);
        }
        CallHead head;
        try {
            head = CallHead.of(exchange, route, context);
        } catch (IllegalArgumentException e) {
            return refused(exchange, StatusCode.INVALID_ARGUMENT, String.valueOf(e.getMessage()));
        }
        return open(exchange, method, head, socket);
    }

    private RequestBody open(Exchange exchange, ApiMethod method, CallHead head, boolean socket) {
        return switch (method) {
            case ApiMethod.Unary unary ->
                socket
                        ? refused(exchange, StatusCode.UNIMPLEMENTED, "no stream: ask without WebSocket")
                        : isTooLong(exchange)
                                ? tooLong(exchange)
                                : new UnaryCall(exchange, head, unary.handler(), maxBodyBytes());
            case ApiMethod.Streaming streaming -> {
                if (socket) {
                    WebSocketStream.open(exchange, head, streaming.handler(), maxBodyBytes());
                    yield RequestBody.NONE;
                }
                yield ChunkedStream.open(exchange, head, streaming, maxBodyBytes());
            }
        };
    }

    private boolean isTooLong(Exchange exchange) {
        String length = exchange.header(HttpHeaderNames.CONTENT_LENGTH.toString());
        return length != null && length.length() > 9 || length != null && Integer.parseInt(length) > maxBodyBytes();
    }

    private RequestBody tooLong(Exchange exchange) {
        exchange.respond(413, JSON, ErrorJson.of(StatusCode.RESOURCE_EXHAUSTED, tooLarge(maxBodyBytes())));
        return RequestBody.NONE;
    }

    static String tooLarge(int maxBytes) {
        return "the request is larger than " + maxBytes + " bytes";
    }

    private static RequestBody refused(Exchange exchange, StatusCode code, String message) {
        ErrorJson.answer(exchange, code, message);
        return RequestBody.NONE;
    }
}
