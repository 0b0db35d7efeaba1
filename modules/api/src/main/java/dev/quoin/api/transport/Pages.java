package dev.quoin.api.transport;

import org.jspecify.annotations.Nullable;

/** Operational pages for people and probes, such as {@code /health}, beside the API. Safe for use by any thread. */
@FunctionalInterface
public interface Pages {
    /** None at all. */
    Pages NONE = path -> null;

    /** The handler of a path, or null when there is no such page. */
    @Nullable
    PageHandler page(String path);

    /** These pages, and others where these have none. */
    default Pages or(Pages others) {
        return path -> {
            PageHandler own = page(path);
            return own == null ? others.page(path) : own;
        };
    }
}
