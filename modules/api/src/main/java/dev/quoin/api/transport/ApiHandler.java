package dev.quoin.api.transport;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** What the core offers to transports. Safe for use by any thread. */
public interface ApiHandler {
    /** The method of this full name ({@code /package.Service/Method}), or null when there is none. */
    @Nullable
    ApiMethod method(String path);

    /** All methods. */
    Collection<ApiMethod> methods();
}
