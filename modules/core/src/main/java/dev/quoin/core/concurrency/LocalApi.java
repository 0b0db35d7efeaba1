package dev.quoin.core.concurrency;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import dev.quoin.api.transport.ApiHandler;
import dev.quoin.api.transport.ApiMethod;
import dev.quoin.api.transport.Call;
import dev.quoin.api.transport.CallListener;
import dev.quoin.api.transport.StatusCode;
import dev.quoin.core.answer.Answers;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.WatchCreateRequest;
import dev.quoin.protocol.rpc.WatchRequest;
import dev.quoin.protocol.rpc.WatchResponse;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** This member's own API, asked on behalf of clients. All methods are called, and answer, on the loop of the client's call. */
public final class LocalApi {
    private final ApiHandler api;

    /** Asks the methods of this API. */
    public LocalApi(ApiHandler api) {
        this.api = api;
    }

    /** Asks a method with one answer. The client's call fails with this one's text; as in etcd, without its code. */
    <R extends MessageLite> void ask(
            Call client, EtcdMethods method, MessageLite request, Parser<R> parser, Consumer<R> then) {
        ask(client, method, request, parser, then, (code, text) -> client.fail(StatusCode.UNKNOWN, text));
    }

    /** Asks a method with one answer, and hands over the error. */
    <R extends MessageLite> void ask(
            Call client, EtcdMethods method, MessageLite request, Parser<R> parser, Consumer<R> then, Failure failed) {
        ApiMethod.Unary asked = (ApiMethod.Unary) served(method);
        InnerCall.Answer answer = new InnerCall.Answer() {
            @Override
            public void message(ByteBuffer message) {
                guard(client, () -> then.accept(parser.parseFrom(message)));
            }

            @Override
            public void ended(StatusCode code, String text) {
                if (code != StatusCode.OK) {
                    failed.failed(code, text);
                }
            }
        };
        asked.handler().handle(new InnerCall(client, method.path(), answer), ByteBuffer.wrap(request.toByteArray()));
    }

    /**
     * Watches keys.
     *
     * @param responses gets every response, the last with {@code canceled}
     * @return ends the watch
     */
    Runnable watch(Call client, WatchCreateRequest request, Consumer<WatchResponse> responses) {
        ApiMethod.Streaming method = (ApiMethod.Streaming) served(EtcdMethods.WATCH);
        CallListener stream = method.handler()
                .open(new InnerCall(client, EtcdMethods.WATCH.path(), new InnerCall.Answer() {
                    @Override
                    public void message(ByteBuffer message) {
                        guard(client, () -> responses.accept(WatchResponse.parseFrom(message)));
                    }

                    @Override
                    public void ended(StatusCode code, String text) {
                        responses.accept(
                                WatchResponse.newBuilder().setCanceled(true).build());
                    }
                }));
        WatchRequest create =
                WatchRequest.newBuilder().setCreateRequest(request).build();
        // A listener must not be called from inside a method of its call, which open may still be in.
        client.loop().execute(() -> stream.onMessage(ByteBuffer.wrap(create.toByteArray())));
        return () -> client.loop().execute(stream::onCancel);
    }

    private ApiMethod served(EtcdMethods method) {
        ApiMethod served = api.method(method.path());
        if (served == null) {
            throw new IllegalStateException(method.path() + " is not served");
        }
        return served;
    }

    private static void guard(Call client, Step step) {
        try {
            step.run();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("this member's own answer can not be decoded", e);
        } catch (RuntimeException e) {
            Answers.fail(client, e);
        }
    }

    /** Takes the error of a call. */
    interface Failure {
        void failed(StatusCode code, String text);
    }

    private interface Step {
        void run() throws InvalidProtocolBufferException;
    }
}
