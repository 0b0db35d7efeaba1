package dev.quoin.api.transport;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * The methods that the core offers to transports.
 *
 * <p>Thread: any thread may call any method.
 *
 * <p>Blocks: no.
 */
public interface ApiHandler {
    /** Returns the method with a full name ({@code /package.Service/Method}), or null when there is none. */
    @Nullable
    ApiMethod method(String path);

    /** Returns all methods. */
    Collection<ApiMethod> methods();
}
