package dev.quoin.api.peer;

/**
 * Takes the answer to an asynchronous call. Exactly one of the two methods is called, and once.
 *
 * <p>Thread: the method that takes the completion says which thread calls it.
 *
 * <p>Blocks: it must not.
 *
 * @param <T> the result
 */
public interface Completion<T> {
    /** The call succeeded. */
    void done(T result);

    /** The call failed, or its outcome is unknown. The reason says which. */
    void failed(ClusterException cause);
}
