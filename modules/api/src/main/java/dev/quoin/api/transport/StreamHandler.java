package dev.quoin.api.transport;

/** Takes up streaming calls. */
@FunctionalInterface
public interface StreamHandler {
    /** Called on the event loop that owns the call, when its headers have come. Nothing is delivered before {@link Call#request}. */
    CallListener open(Call call);
}
