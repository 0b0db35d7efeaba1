package dev.quoin.core.server;

import dev.quoin.api.transport.Call;
import dev.quoin.api.transport.StatusCode;
import dev.quoin.core.answer.Answers;
import dev.quoin.core.answer.Decoding;
import dev.quoin.core.answer.ResponseHeaders;
import dev.quoin.core.cluster.ClusterTable;
import dev.quoin.core.read.LoopViews;
import dev.quoin.core.store.StoreView;
import dev.quoin.protocol.error.EtcdError;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.DowngradeRequest;
import dev.quoin.protocol.rpc.DowngradeResponse;
import java.nio.ByteBuffer;
import java.util.regex.Pattern;

/**
 * Answers requests to downgrade a cluster. No earlier version of Quoin serves another version of etcd's API, so no version is a
 * target, and no downgrade is ever under way. The answers are those of an etcd in that state: it confirms a cancellation also where
 * there is nothing to cancel.
 */
final class Downgrades {
    private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d+(\\.\\d+)?([-+][0-9A-Za-z.+-]+)?");

    private final LoopViews views;
    private final ResponseHeaders headers;

    Downgrades(LoopViews views, ResponseHeaders headers) {
        this.views = views;
        this.headers = headers;
    }

    void register(ApiMethods methods) {
        methods.unary(EtcdMethods.MAINTENANCE_DOWNGRADE, (call, asker, message) -> answer(call, message));
    }

    private void answer(Call call, ByteBuffer message) {
        DowngradeRequest request = Decoding.parse(() -> DowngradeRequest.parseFrom(message));
        switch (request.getAction()) {
            case VALIDATE, ENABLE -> Answers.fail(call, refusal(request.getVersion()));
            case CANCEL -> cancelled(call);
            case UNRECOGNIZED -> call.fail(StatusCode.UNKNOWN, "etcdserver: unknown method");
        }
    }

    private void cancelled(Call call) {
        StoreView view = views.current(call.loop());
        DowngradeResponse.Builder response = DowngradeResponse.newBuilder().setHeader(headers.message(view.revision()));
        String version = ClusterTable.version(view.backend());
        if (version != null) {
            response.setVersion(version.substring(0, version.lastIndexOf('.')));
        }
        Answers.send(call, response.build());
    }

    private static EtcdError refusal(String version) {
        return VERSION.matcher(version).matches()
                ? EtcdError.INVALID_DOWNGRADE_TARGET_VERSION
                : EtcdError.WRONG_DOWNGRADE_VERSION_FORMAT;
    }
}
