package dev.quoin.transport.http;

import dev.quoin.api.transport.ClientTransportContext;
import dev.quoin.api.transport.PageHandler;
import dev.quoin.api.transport.Pages;
import dev.quoin.transport.http.gateway.Gateway;
import dev.quoin.transport.http.wire.Exchange;
import dev.quoin.transport.http.wire.HttpOptions;
import dev.quoin.transport.http.wire.RequestBody;
import dev.quoin.transport.http.wire.RequestHandler;
import dev.quoin.transport.http.wire.RequestTarget;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** Takes every request: asks who may come in, puts paths into their plain form, and parts the API from the pages. In etcd's order and words. */
final class FrontDoor implements RequestHandler {
    private static final String API = "/v3/";
    private static final String OLD_API = "/v3beta/";

    private final Visitors visitors;
    private final Pages pages;
    private final @Nullable Gateway gateway;
    private final boolean serves;

    FrontDoor(HttpOptions options, ClientTransportContext context) {
        visitors = new Visitors(options);
        pages = context.pages();
        serves = !context.handler().methods().isEmpty();
        gateway = serves && options.gateway() ? new Gateway(context) : null;
    }

    @Override
    public RequestBody begin(Exchange exchange) {
        // Ports without the API have probes and scrapers for visitors, no browsers.
        if (serves && !visitors.letIn(exchange)) {
            return RequestBody.NONE;
        }
        RequestTarget target = exchange.target();
        String plain = target.cleanPath();
        if (gateway != null && plain.equals("/v3")) {
            plain = API;
        }
        if (!plain.equals(target.path())) {
            redirect(exchange, plain, target.rawQuery());
            return RequestBody.NONE;
        }
        String path = serves && plain.startsWith(OLD_API) ? API + plain.substring(OLD_API.length()) : plain;
        if (gateway != null && path.startsWith(API)) {
            return gateway.begin(exchange, path);
        }
        page(exchange, path);
        return RequestBody.NONE;
    }

    /** Sends a client to the plain form of a path, with a link for people who look at it. */
    private static void redirect(Exchange exchange, String path, String query) {
        String location = encode(path) + (query.isEmpty() ? "" : "?" + query);
        exchange.addHeader("Location", location);
        if (exchange.method().equals("GET") || exchange.method().equals("HEAD")) {
            String link = location.replace("&", "&amp;").replace("\"", "&#34;").replace("'", "&#39;");
            exchange.respond(307, "text/html; charset=utf-8", "<a href=\"" + link + "\">Temporary Redirect</a>.\n\n");
        } else {
            exchange.respond(307, null, "");
        }
    }

    /** What was decoded may hold anything, line breaks too. */
    private static String encode(String path) {
        try {
            return new URI(null, null, path, null).toASCIIString();
        } catch (URISyntaxException e) {
            return "/";
        }
    }

    private void page(Exchange exchange, String path) {
        PageHandler page = pages.page(path);
        if (page == null) {
            exchange.refuse(404, "404 page not found");
        } else {
            PageAnswer.serve(exchange, path, page);
        }
    }
}
