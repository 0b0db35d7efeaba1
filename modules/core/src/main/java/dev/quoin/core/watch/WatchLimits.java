package dev.quoin.core.watch;

import java.time.Duration;

/**
 * The bounds of the watch part.
 *
 * @param progressInterval how often an idle watch that asked for it is told how far it is; etcd's shortest is 100 ms
 * @param maxStreams streams at a time; further ones are refused
 * @param maxWatchesPerStream watches of a stream; further ones are refused
 * @param maxWatches watches of all streams; further ones are refused
 * @param fragmentBytes from this size on a response is split for watches that allow it
 * @param responseBytes about how much a response collects when it could hold several revisions
 * @param maxResponseBytes the largest response; a watch with a revision that is larger and may not be split ends
 * @param ringRevisions how many recent revisions stay in memory
 * @param ringBytes about how many bytes these may take
 * @param sweepRevisions how many revisions a turn of catching up covers at most
 * @param sweepBytes after how many bytes of events such a turn ends
 * @param sweepWatches how many watches share such a turn at most
 * @param feedBatches how many applied batches may wait for the hub
 * @param feedBytes about how many bytes these may take
 */
public record WatchLimits(
        Duration progressInterval,
        int maxStreams,
        int maxWatchesPerStream,
        int maxWatches,
        int fragmentBytes,
        int responseBytes,
        int maxResponseBytes,
        int ringRevisions,
        long ringBytes,
        int sweepRevisions,
        long sweepBytes,
        int sweepWatches,
        int feedBatches,
        long feedBytes) {
    /** What etcd adds to the largest request before it splits a response. */
    private static final int FRAGMENT_OVERHEAD = 512 << 10;

    private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(100);

    /** Checks and completes. */
    public WatchLimits {
        if (progressInterval.compareTo(SHORTEST_INTERVAL) < 0) {
            progressInterval = SHORTEST_INTERVAL;
        }
        positive(maxStreams, "maxStreams");
        positive(maxWatchesPerStream, "maxWatchesPerStream");
        positive(maxWatches, "maxWatches");
        positive(fragmentBytes, "fragmentBytes");
        positive(responseBytes, "responseBytes");
        positive(maxResponseBytes, "maxResponseBytes");
        positive(ringRevisions, "ringRevisions");
        positive(ringBytes, "ringBytes");
        positive(sweepRevisions, "sweepRevisions");
        positive(sweepBytes, "sweepBytes");
        positive(sweepWatches, "sweepWatches");
        positive(feedBatches, "feedBatches");
        positive(feedBytes, "feedBytes");
    }

    /** What suits a server whose largest request has this many bytes. */
    public static WatchLimits forRequestsUpTo(int maxRequestBytes) {
        return new WatchLimits(
                Duration.ofMinutes(10),
                100_000,
                1_000_000,
                4_000_000,
                Math.addExact(maxRequestBytes, FRAGMENT_OVERHEAD),
                1 << 20,
                1 << 30,
                8192,
                16L << 20,
                1000,
                1L << 20,
                1024,
                1024,
                32L << 20);
    }

    /** These limits with another interval, raised to the shortest where it is shorter. */
    public WatchLimits withProgressInterval(Duration interval) {
        return new WatchLimits(
                interval,
                maxStreams,
                maxWatchesPerStream,
                maxWatches,
                fragmentBytes,
                responseBytes,
                maxResponseBytes,
                ringRevisions,
                ringBytes,
                sweepRevisions,
                sweepBytes,
                sweepWatches,
                feedBatches,
                feedBytes);
    }

    private static void positive(long value, String name) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " must be positive, but is " + value);
        }
    }
}
