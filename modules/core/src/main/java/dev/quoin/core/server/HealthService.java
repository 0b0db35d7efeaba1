package dev.quoin.core.server;

import dev.quoin.api.transport.Call;
import dev.quoin.api.transport.CallListener;
import dev.quoin.api.transport.StatusCode;
import dev.quoin.core.answer.Answers;
import dev.quoin.core.answer.Decoding;
import dev.quoin.core.ask.Asker;
import dev.quoin.protocol.health.HealthCheckRequest;
import dev.quoin.protocol.health.HealthCheckResponse;
import dev.quoin.protocol.health.HealthCheckResponse.ServingStatus;
import dev.quoin.protocol.health.HealthListResponse;
import dev.quoin.protocol.method.EtcdMethods;
import java.nio.ByteBuffer;

/** gRPC's health checking: the server as a whole, which has the empty name, serves as long as it answers. */
public final class HealthService {
    private static final HealthCheckResponse SERVING =
            HealthCheckResponse.newBuilder().setStatus(ServingStatus.SERVING).build();
    private static final HealthCheckResponse UNKNOWN = HealthCheckResponse.newBuilder()
            .setStatus(ServingStatus.SERVICE_UNKNOWN)
            .build();

    public void register(ApiMethods methods) {
        methods.unary(EtcdMethods.HEALTH_CHECK, HealthService::check);
        methods.unary(
                EtcdMethods.HEALTH_LIST,
                (call, asker, request) -> Answers.send(
                        call,
                        HealthListResponse.newBuilder().putStatuses("", SERVING).build()));
        methods.streaming(EtcdMethods.HEALTH_WATCH, Watch::new);
    }

    private static void check(Call call, Asker asker, ByteBuffer message) {
        if (!isWhole(message)) {
            throw Answers.refusal(StatusCode.NOT_FOUND, "unknown service");
        }
        Answers.send(call, SERVING);
    }

    private static boolean isWhole(ByteBuffer message) {
        return Decoding.parse(() -> HealthCheckRequest.parseFrom(message))
                .getService()
                .isEmpty();
    }

    /** Tells the state once; it does not change as long as the stream can be served. */
    private static final class Watch implements CallListener {
        private final Call call;

        Watch(Call call) {
            this.call = call;
            call.request(1);
        }

        @Override
        public void onMessage(ByteBuffer message) {
            try {
                call.send(ByteBuffer.wrap((isWhole(message) ? SERVING : UNKNOWN).toByteArray()));
            } catch (IllegalArgumentException e) {
                Answers.fail(call, e);
            }
        }
    }
}
