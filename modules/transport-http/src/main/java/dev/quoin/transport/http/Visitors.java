package dev.quoin.transport.http;

import dev.quoin.transport.http.wire.Exchange;
import dev.quoin.transport.http.wire.HttpOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which hosts a request may name, and which web pages may ask (CORS). */
final class Visitors {
    private static final Logger LOG = LoggerFactory.getLogger(Visitors.class);
    private static final String ALL = "*";

    private final List<String> hosts;
    private final List<String> origins;

    Visitors(HttpOptions options) {
        hosts = options.hostWhitelist();
        origins = options.cors();
    }

    /** Adds the headers for browsers. False when the request has been answered: it was refused, or a browser's question about these headers. */
    boolean letIn(Exchange exchange) {
        if (!exchange.connection().tls() && !isKnownHost(exchange)) {
            return false;
        }
        String origin = allowedOrigin(exchange.header("origin"));
        if (origin != null) {
            exchange.addHeader("Access-Control-Allow-Methods", "POST, GET, OPTIONS, PUT, DELETE");
            exchange.addHeader("Access-Control-Allow-Origin", origin);
            exchange.addHeader("Access-Control-Allow-Headers", "accept, content-type, authorization");
        }
        if (exchange.method().equals("OPTIONS")) {
            exchange.respond(200, null, "");
            return false;
        }
        return true;
    }

    private @Nullable String allowedOrigin(@Nullable String origin) {
        if (origins.isEmpty() || origins.contains(ALL)) {
            return ALL;
        }
        return origin != null && origins.contains(origin) ? origin : null;
    }

    /** A page in a browser may reach this port under a name that its author chose (DNS rebinding, CVE-2018-5702). */
    private boolean isKnownHost(Exchange exchange) {
        if (hosts.isEmpty() || hosts.contains(ALL)) {
            return true;
        }
        String host = hostName(exchange.header("host"));
        if (hosts.contains(host)) {
            return true;
        }
        LOG.atWarn().addKeyValue("host", host).log("rejecting HTTP request to prevent DNS rebinding attacks");
        exchange.refuse(421, """

                The Host header of your request names a host that is not known here.

                Either use TLS, then any host is accepted, or add the name to the whitelist:
                --host-whitelist=%s

                This protects against DNS rebinding (CVE-2018-5702).""".formatted(host));
        return false;
    }

    private static String hostName(@Nullable String header) {
        String host = header == null ? "" : header;
        int colon = host.lastIndexOf(':');
        boolean port = colon > host.lastIndexOf(']') && colon == host.indexOf(':', Math.max(host.lastIndexOf(']'), 0));
        String name = port ? host.substring(0, colon) : host;
        return name.startsWith("[") && name.endsWith("]") ? name.substring(1, name.length() - 1) : name;
    }
}
