package dev.quoin.testkit.consensus;

import dev.quoin.api.peer.ClusterException;
import dev.quoin.api.peer.Completion;
import org.jspecify.annotations.Nullable;

/** Waits for one answer; a second one fails the test. */
public final class Answer<T> implements Completion<T> {
    private boolean answered;
    private @Nullable T result;
    private ClusterException.@Nullable Reason failure;
    private String message = "";

    /** One that has not come yet. */
    public Answer() {}

    @Override
    public void done(T value) {
        once();
        result = value;
    }

    @Override
    public void failed(ClusterException cause) {
        once();
        failure = cause.reason();
        message = String.valueOf(cause.getMessage());
    }

    /** Returns true when the answer has come. */
    public boolean isAnswered() {
        return answered;
    }

    /** Returns the result, or null without a success. */
    public @Nullable T result() {
        return result;
    }

    /** Why it was not done, or null if it was. */
    public ClusterException.@Nullable Reason failure() {
        return failure;
    }

    /** The failure in words, empty where there is none. */
    public String message() {
        return message;
    }

    private void once() {
        if (answered) {
            throw new AssertionError("answered twice");
        }
        answered = true;
    }
}
