package dev.quoin.transport.http.gateway;

import dev.quoin.api.transport.StatusCode;
import dev.quoin.transport.http.json.ResponseJson;
import dev.quoin.transport.http.wire.Exchange;

/** Failures as the gateway tells them: {@code {"code":5,"message":"..."}}. */
final class ErrorJson {
    private ErrorJson() {}

    static String of(StatusCode code, String message) {
        String text = message.isEmpty() ? "" : ",\"message\":" + ResponseJson.quoted(message);
        return "{\"code\":" + code.ordinal() + text + "}";
    }

    /** Answers a request with a failure. */
    static void answer(Exchange exchange, StatusCode code, String message) {
        if (code == StatusCode.UNAUTHENTICATED) {
            exchange.addHeader("WWW-Authenticate", message.replaceAll("[^ -~]", "?"));
        }
        exchange.respond(HttpStatus.of(code), Gateway.JSON, of(code, message));
    }
}
