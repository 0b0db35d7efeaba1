package dev.quoin.api.peer;

/**
 * The answer to an asynchronous call. Exactly one of the two methods is called, once. The called party's documentation names the thread; both methods
 * must not block.
 *
 * @param <T> the result
 */
public interface Completion<T> {
    /** The call succeeded. */
    void done(T result);

    /** The call failed, or its outcome is unknown; the reason tells which. */
    void failed(ClusterException cause);
}
