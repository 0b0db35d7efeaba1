package dev.quoin.core.server;

import dev.quoin.api.transport.ApiHandler;
import dev.quoin.api.transport.ApiMethod;
import dev.quoin.api.transport.Call;
import dev.quoin.api.transport.CallListener;
import dev.quoin.api.transport.MethodKind;
import dev.quoin.api.transport.StreamHandler;
import dev.quoin.api.transport.UnaryHandler;
import dev.quoin.core.answer.Answers;
import dev.quoin.core.answer.EndedStream;
import dev.quoin.core.answer.RequestException;
import dev.quoin.core.ask.Asker;
import dev.quoin.core.ask.Askers;
import dev.quoin.core.ask.AuditHook;
import dev.quoin.core.auth.gate.ArrivingStream;
import dev.quoin.core.auth.gate.ArrivingTokens;
import dev.quoin.core.auth.rules.MethodRules;
import dev.quoin.protocol.error.EtcdError;
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
    private final Permits permits;
    private final Askers askers;
    private final ArrivingTokens arriving;
    private final AuditHook audit;

    /**
     * Every call passes these.
     *
     * @param eligibility refuses calls that this member can not serve now
     * @param permits tell who makes a call, and what a user may do
     * @param arriving holds calls back whose token this member can not know yet
     * @param audit hears of every call's outcome
     */
    public ApiMethods(Eligibility eligibility, Permits permits, ArrivingTokens arriving, AuditHook audit) {
        this.eligibility = eligibility;
        this.permits = permits;
        this.askers = permits.gate();
        this.arriving = arriving;
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
    public void unary(EtcdMethods method, UnaryMethod handler) {
        UnaryHandler guarded = (call, request) -> serve(method, handler, call, request);
        UnaryHandler heard = audit == AuditHook.NONE
                ? guarded
                : (call, request) -> guarded.handle(AuditedCall.unary(call, askers, request, audit), request);
        add(new ApiMethod.Unary(method.path(), heard));
    }

    private void serve(EtcdMethods method, UnaryMethod handler, Call call, ByteBuffer request) {
        try {
            eligibility.admit(method, call, request);
            permitted(method, handler, call, request);
        } catch (RequestException e) {
            if (e.error() == EtcdError.INVALID_AUTH_TOKEN && arriving.isOnItsWay(call)) {
                serveLater(method, handler, call, request);
            } else {
                Answers.fail(call, e);
            }
        } catch (RuntimeException e) {
            Answers.fail(call, e);
        }
    }

    private void permitted(EtcdMethods method, UnaryMethod handler, Call call, ByteBuffer request) {
        Asker asker = askers.of(call);
        if (permits.areNeeded()) {
            switch (MethodRules.of(method)) {
                case ADMIN -> {
                    permits.admin(call, asker, request, (who, checked) -> handler.handle(call, who, checked));
                    return;
                }
                case USER -> permits.gate().access(asker).requireUser();
                case NOTHING -> {
                    // The handler looks at the request.
                }
            }
        }
        handler.handle(call, asker, request);
    }

    private void serveLater(EtcdMethods method, UnaryMethod handler, Call call, ByteBuffer request) {
        ByteBuffer copy = ByteBuffer.allocate(request.remaining())
                .put(request.duplicate())
                .flip();
        boolean waits = arriving.await(call, () -> {
            try {
                permitted(method, handler, call, copy);
            } catch (RuntimeException e) {
                Answers.fail(call, e);
            }
        });
        if (!waits) {
            Answers.fail(call, EtcdError.REQUEST_TOO_MANY_REQUESTS);
        }
    }

    private CallListener openPermitted(EtcdMethods method, StreamHandler handler, Call call) {
        if (permits.areNeeded() && MethodRules.of(method) == MethodRules.ADMIN) {
            try {
                permits.gate().access(call).requireAdmin();
            } catch (RequestException e) {
                return EndedStream.with(call, e.error());
            }
        }
        return handler.open(call);
    }

    private CallListener openLater(StreamHandler handler, Call call) {
        ArrivingStream stream = new ArrivingStream(call, handler);
        return arriving.await(call, stream::open)
                ? stream
                : EndedStream.with(call, EtcdError.REQUEST_TOO_MANY_REQUESTS);
    }

    /** Adds a method of another kind. */
    public void streaming(EtcdMethods method, StreamHandler handler) {
        StreamHandler permitted = call -> openPermitted(method, handler, call);
        StreamHandler known = call -> arriving.isOnItsWay(call) ? openLater(permitted, call) : permitted.open(call);
        StreamHandler admitted = eligibility.admitting(method, known);
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
