package dev.quoin.core.auth.token;

import dev.quoin.core.ask.Asker;
import org.jspecify.annotations.Nullable;

/** Tokens that stand for users. Safe for use by any thread; never blocks. */
public interface Tokens extends AutoCloseable {
    /**
     * Draws what goes into the log when somebody logs in.
     *
     * @return what every member makes the token of, empty where it is not made from that
     */
    String draw();

    /**
     * A login is applied; by the apply thread.
     *
     * @param drawn what was drawn for it
     * @param index the entry's index in the log
     * @return the token, or empty where only the member that answers makes one: {@link #sign}
     */
    String assign(String user, String drawn, long index);

    /**
     * Makes the token for an answer where {@link #assign} does not. May take a while: not for event loops.
     *
     * @throws TokenException when this member can not make tokens
     */
    String sign(String user, long revision);

    /**
     * Recognises a token.
     *
     * @param revision the auth revision now
     * @return for whom it stands, or null when it is not valid
     */
    @Nullable
    Asker recognise(String token, long revision);

    /**
     * The index of the log up to which this member must have applied before it can know a token; 0 when it can tell at
     * once.
     */
    long knownFrom(String token);

    /** Authentication was turned on; by the apply thread. */
    void enabled();

    /** Authentication was turned off: all tokens end. By the apply thread. */
    void disabled();

    /** The tokens of a user end, as far as they are remembered; by the apply thread. */
    void invalidate(String user);

    @Override
    void close();
}
