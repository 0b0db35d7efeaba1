package dev.quoin.api.transport;

import org.jspecify.annotations.Nullable;

/**
 * The operational pages for people and probes, such as {@code /health}, which stand beside the API. Safe for use by any
 * thread.
 */
@FunctionalInterface
public interface Pages {
    /** No pages. */
    Pages NONE = path -> null;

    /** Returns the handler of a path, or null when there is no such page. */
    @Nullable
    PageHandler page(String path);

    /** Returns these pages, and behind them others. */
    default Pages or(Pages others) {
        return path -> {
            PageHandler own = page(path);
            return own == null ? others.page(path) : own;
        };
    }
}
