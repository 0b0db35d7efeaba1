package dev.quoin.core.answer;

import dev.quoin.protocol.error.EtcdError;

/** A request that the store answers with an error of the API. Carries no stack: it is an answer, not a fault. */
public final class RequestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient EtcdError error;

    /** With the error to answer. */
    public RequestException(EtcdError error) {
        super(error.text(), null, false, false);
        this.error = error;
    }

    /** The error to answer. */
    public EtcdError error() {
        return error;
    }
}
