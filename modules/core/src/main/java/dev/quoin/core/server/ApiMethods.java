package dev.quoin.core.server;

import dev.quoin.api.transport.ApiHandler;
import dev.quoin.api.transport.ApiMethod;
import dev.quoin.api.transport.Call;
import dev.quoin.api.transport.MethodKind;
import dev.quoin.api.transport.StreamHandler;
import dev.quoin.api.transport.UnaryHandler;
import dev.quoin.core.answer.Answers;
import dev.quoin.core.ask.Askers;
import dev.quoin.core.ask.AuditHook;
import dev.quoin.protocol.method.EtcdMethods;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The methods that are served, by name. Filled before a transport sees it, unchanged afterwards. */
public final class ApiMethods implements ApiHandler {
    private final Map<String, ApiMethod> methods = new HashMap<>();
    private final Eligibility eligibility;
    private final Askers askers;
    private final AuditHook audit;

    /**
     * Every call passes these.
     *
     * @param eligibility refuses calls that this member can not serve now
     * @param askers tell who makes a call
     * @param audit hears of every call's outcome
     */
    public ApiMethods(Eligibility eligibility, Askers askers, AuditHook audit) {
        this.eligibility = eligibility;
        this.askers = askers;
        this.audit = audit;
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
    void unary(EtcdMethods method, UnaryMethod handler) {
        UnaryHandler guarded = (call, request) -> serve(method, handler, call, request);
        UnaryHandler heard = audit == AuditHook.NONE
                ? guarded
                : (call, request) -> guarded.handle(AuditedCall.unary(call, askers, request, audit), request);
        add(new ApiMethod.Unary(method.path(), heard));
    }

    private void serve(EtcdMethods method, UnaryMethod handler, Call call, ByteBuffer request) {
        try {
            eligibility.admit(method, call, request);
            handler.handle(call, askers.of(call), request);
        } catch (RuntimeException e) {
            Answers.fail(call, e);
        }
    }

    /** Adds a method of another kind. */
    public void streaming(EtcdMethods method, StreamHandler handler) {
        StreamHandler admitted = eligibility.admitting(method, handler);
        StreamHandler heard = audit == AuditHook.NONE
                ? admitted
                : call -> {
                    AuditedCall audited = AuditedCall.stream(call, askers, audit);
                    return audited.listening(admitted.open(audited));
                };
        add(new ApiMethod.Streaming(
                method.path(), MethodKind.valueOf(method.kind().name()), heard));
    }

    private void add(ApiMethod method) {
        methods.put(method.path(), method);
    }
}
