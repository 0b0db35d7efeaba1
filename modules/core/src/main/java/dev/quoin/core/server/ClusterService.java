package dev.quoin.core.server;

import dev.quoin.api.transport.Call;
import dev.quoin.core.cluster.ClusterTable;
import dev.quoin.core.read.LinearizableReads;
import dev.quoin.core.read.LoopViews;
import dev.quoin.core.store.StoreView;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.MemberListRequest;
import dev.quoin.protocol.rpc.MemberListResponse;
import dev.quoin.protocol.rpc.ResponseHeader;
import java.nio.ByteBuffer;

/** The Cluster service. */
final class ClusterService {
    private final LinearizableReads reads;
    private final LoopViews views;
    private final ResponseHeaders headers;

    ClusterService(LinearizableReads reads, LoopViews views, ResponseHeaders headers) {
        this.reads = reads;
        this.views = views;
        this.headers = headers;
    }

    void register(ApiMethods methods) {
        methods.unary(EtcdMethods.MEMBER_LIST, this::list);
    }

    private void list(Call call, ByteBuffer message) {
        MemberListRequest request = KvService.parse(() -> MemberListRequest.parseFrom(message));
        if (request.getLinearizable()) {
            reads.begin(call, () -> list(call), error -> Answers.fail(call, error));
        } else {
            list(call);
        }
    }

    private void list(Call call) {
        StoreView view = views.current(call.loop());
        // As in etcd, the headers of this service name no revision.
        ResponseHeader header = headers.message(0);
        Answers.send(
                call,
                MemberListResponse.newBuilder()
                        .setHeader(header)
                        .addAllMembers(ClusterTable.members(view.backend()))
                        .build());
    }
}
