package dev.quoin.core.watch;

/**
 * Figures of the watch part.
 *
 * @param streams open streams
 * @param watches watches on them
 * @param slowWatches those that have not been told of everything yet
 * @param eventsSent events sent since the start, each counted once for every watch that got it
 */
public record WatchStats(int streams, int watches, int slowWatches, long eventsSent) {}
