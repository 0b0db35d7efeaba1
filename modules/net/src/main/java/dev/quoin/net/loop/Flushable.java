package dev.quoin.net.loop;

/** Something with output that waits until a batch of work is done. */
public interface Flushable {
    /** Lets go what was written; called on the event loop. */
    void flush();
}
