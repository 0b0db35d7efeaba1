package dev.quoin.core.server;

import dev.quoin.api.transport.ApiHandler;
import dev.quoin.api.transport.ApiMethod;
import dev.quoin.api.transport.MethodKind;
import dev.quoin.api.transport.StreamHandler;
import dev.quoin.api.transport.UnaryHandler;
import dev.quoin.core.answer.Answers;
import dev.quoin.protocol.method.EtcdMethods;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The methods that are served, by name. Filled before a transport sees it, unchanged afterwards. */
public final class ApiMethods implements ApiHandler {
    private final Map<String, ApiMethod> methods = new HashMap<>();
    private final Eligibility admission;

    /** With what every call has to pass. */
    public ApiMethods(Eligibility admission) {
        this.admission = admission;
    }

    @Override
    public @Nullable ApiMethod method(String path) {
        return methods.get(path);
    }

    @Override
    public Collection<ApiMethod> methods() {
        return methods.values();
    }

    /** Adds a method with one request and one response. Whatever its handler throws becomes the call's error. */
    void unary(EtcdMethods method, UnaryHandler handler) {
        UnaryHandler guarded = (call, request) -> {
            try {
                admission.admit(method, call, request);
                handler.handle(call, request);
            } catch (RuntimeException e) {
                Answers.fail(call, e);
            }
        };
        add(new ApiMethod.Unary(method.path(), guarded));
    }

    /** Adds a method of another kind. */
    public void streaming(EtcdMethods method, StreamHandler handler) {
        add(new ApiMethod.Streaming(
                method.path(), MethodKind.valueOf(method.kind().name()), admission.admitting(method, handler)));
    }

    private void add(ApiMethod method) {
        methods.put(method.path(), method);
    }
}
