package dev.quoin.transport.http.wire;

import io.netty.buffer.ByteBuf;

/** Takes the body of a request. Called on the connection's event loop, one method at a time. */
public interface RequestBody {
    /** Takes nothing, which ends the request all the same. */
    RequestBody NONE = new RequestBody() {
        @Override
        public void part(ByteBuf bytes) {}

        @Override
        public void end() {}

        @Override
        public void broken() {}
    };

    /** The next bytes, valid during this call only. */
    void part(ByteBuf bytes);

    /** The body is complete. */
    void end();

    /** The connection was lost, before or after the end of the body, and before the answer was sent. */
    void broken();

    /** The connection can take more of the answer. */
    default void writable() {}

    /** Whether the body arrives as a whole and within a limited time, as opposed to one that goes on as long as the answer does. */
    default boolean isBounded() {
        return true;
    }
}
