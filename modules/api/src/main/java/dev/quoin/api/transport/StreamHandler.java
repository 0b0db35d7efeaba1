package dev.quoin.api.transport;

/** Takes up streaming calls. */
@FunctionalInterface
public interface StreamHandler {
    /**
     * Takes up a call whose headers have come. No message is delivered before {@link Call#request}.
     *
     * <p>Thread: the event loop that owns the call.
     *
     * <p>Blocks: it must not.
     */
    CallListener open(Call call);
}
