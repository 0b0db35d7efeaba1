package dev.quoin.transport.grpc.client;

import dev.quoin.api.transport.ApiHandler;
import dev.quoin.api.transport.ApiMethod;
import io.netty.util.AsciiString;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The methods by path, as the paths come off the wire: an ASCII string keeps its hash, and on one connection it is the same object each time. */
final class MethodTable {
    private final Map<CharSequence, ApiMethod> methods = new HashMap<>();
    private final Set<String> services = new HashSet<>();

    MethodTable(ApiHandler handler) {
        for (ApiMethod method : handler.methods()) {
            methods.put(AsciiString.of(method.path()), method);
            services.add(service(method.path()));
        }
    }

    @Nullable
    ApiMethod find(CharSequence path) {
        return methods.get(path instanceof AsciiString ? path : AsciiString.of(path));
    }

    /** Why {@link #find} found nothing, in the words that etcd's clients know. */
    String explainMissing(String path) {
        int slash = path.lastIndexOf('/');
        if (slash <= 0) {
            return "malformed method name: \"" + path + "\"";
        }
        String service = service(path);
        return services.contains(service)
                ? "unknown method " + path.substring(slash + 1) + " for service " + service
                : "unknown service " + service;
    }

    private static String service(String path) {
        int from = path.startsWith("/") ? 1 : 0;
        return path.substring(from, Math.max(path.lastIndexOf('/'), from));
    }
}
