package dev.quoin.core.watch;

import java.time.Duration;

/**
 * How watches are served.
 *
 * @param progressInterval how often an idle watch that asked for it is told of progress
 */
public record WatchOptions(Duration progressInterval) {
    /** etcd's. */
    public static final WatchOptions DEFAULT = new WatchOptions(Duration.ofMinutes(10));
}
