package dev.quoin.api.transport;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A request for a page.
 *
 * @param method the HTTP method, in upper case
 * @param path the decoded path, without the query
 * @param query the decoded parameters, each with its values in the order in which they came; one without {@code =} has
 *     the empty value
 * @param headers finds the first value of a request header by its lower-case name; gives null where there is none
 * @param loop runs tasks on the event loop that owns the connection
 */
public record PageRequest(
        String method,
        String path,
        Map<String, List<String>> query,
        Function<String, @Nullable String> headers,
        Executor loop) {
    /** Returns true when a parameter was given, with whatever value. */
    public boolean has(String parameter) {
        return query.containsKey(parameter);
    }

    /** Returns the first value of a parameter; empty when it was not given. */
    public String first(String parameter) {
        List<String> values = query.getOrDefault(parameter, List.of());
        return values.isEmpty() ? "" : values.getFirst();
    }
}
