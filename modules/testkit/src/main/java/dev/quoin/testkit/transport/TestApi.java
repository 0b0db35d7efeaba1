package dev.quoin.testkit.transport;

import dev.quoin.api.transport.ApiHandler;
import dev.quoin.api.transport.ApiMethod;
import dev.quoin.api.transport.MethodKind;
import dev.quoin.api.transport.StreamHandler;
import dev.quoin.api.transport.UnaryHandler;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A small API whose methods each test defines. */
public final class TestApi implements ApiHandler {
    /** Answers with its request. */
    public static final String ECHO = "/quoin.test.Kit/Echo";

    private final Map<String, ApiMethod> methods = new LinkedHashMap<>();

    /** Offers {@link #ECHO} alone. */
    public TestApi() {
        unary(ECHO, (call, request) -> call.complete(copy(call.allocate(request.remaining()), request)));
    }

    /** Adds a unary method; to be done before the transport is opened. */
    public TestApi unary(String path, UnaryHandler handler) {
        methods.put(path, new ApiMethod.Unary(path, handler));
        return this;
    }

    /** Adds another kind of method; to be done before the transport is opened. */
    public TestApi streaming(String path, MethodKind kind, StreamHandler handler) {
        methods.put(path, new ApiMethod.Streaming(path, kind, handler));
        return this;
    }

    @Override
    public @Nullable ApiMethod method(String path) {
        return methods.get(path);
    }

    @Override
    public Collection<ApiMethod> methods() {
        return List.copyOf(methods.values());
    }

    /** The buffer, filled with these bytes and ready to be sent. */
    static ByteBuffer copy(ByteBuffer to, ByteBuffer from) {
        return to.put(from).flip();
    }

    /** The bytes of a message. */
    static byte[] bytes(ByteBuffer message) {
        byte[] bytes = new byte[message.remaining()];
        message.get(bytes);
        return bytes;
    }
}
