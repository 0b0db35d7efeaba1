package dev.quoin.testkit.transport;

import dev.quoin.api.transport.MethodKind;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A client of the transport under test, with one connection, made with somebody else's implementation of the protocol
 * where there is one. Safe for use by many threads.
 */
public interface TransportClient extends AutoCloseable {
    /**
     * Begins a call.
     *
     * @param method the full name
     * @param headers lower-case names
     * @param deadline after which the client gives up, or null
     */
    ClientCall call(String method, MethodKind kind, Map<String, String> headers, @Nullable Duration deadline);

    /** Ends the connection at once. */
    @Override
    void close();

    /** A call. */
    interface ClientCall {
        /** Sends a message. */
        void send(byte[] message);

        /** Sends no more. */
        void halfClose();

        /** Gives up. */
        void cancel();

        /** Reads a message: asks for one and waits for it. Null when the call has ended instead. */
        byte @Nullable [] read() throws InterruptedException;

        /** Waits for the end. */
        Outcome outcome() throws InterruptedException;
    }

    /** Makes clients. */
    interface Factory {
        /** A client that will connect to this address when it is used. */
        TransportClient connect(InetSocketAddress address);
    }
}
