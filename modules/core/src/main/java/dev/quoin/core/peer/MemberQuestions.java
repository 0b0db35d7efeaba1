package dev.quoin.core.peer;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.quoin.api.peer.ClusterException;
import dev.quoin.api.peer.Completion;
import dev.quoin.api.peer.PeerTransport;
import dev.quoin.core.cluster.ClusterTable;
import dev.quoin.core.cluster.KnownCluster;
import dev.quoin.core.cluster.KnownMember;
import dev.quoin.core.store.Store;
import dev.quoin.core.store.StoreView;
import dev.quoin.protocol.rpc.MemberListResponse;
import dev.quoin.protocol.rpc.ResponseHeader;
import java.net.URI;
import java.util.concurrent.CompletableFuture;

/** The question that one who wants to join asks: which cluster is this, and who are its members? */
public final class MemberQuestions {
    private static final String METHOD = "members";

    private MemberQuestions() {}

    /** Answers from a member's state, whether or not it is up to date. */
    public static void answer(PeerHub hub, Store store, ResponseHeader header) {
        hub.answer(METHOD, (request, answer) -> {
            try (StoreView view = store.openView()) {
                answer.done(MemberListResponse.newBuilder()
                        .setHeader(header)
                        .addAllMembers(ClusterTable.members(view.backend()))
                        .build()
                        .toByteArray());
            }
        });
    }

    /** Asks the member at a URL. */
    public static CompletableFuture<KnownCluster> ask(PeerTransport transport, URI peer) {
        CompletableFuture<KnownCluster> result = new CompletableFuture<>();
        transport.call(peer, METHOD, new byte[0], new Completion<>() {
            @Override
            public void done(byte[] answer) {
                try {
                    MemberListResponse list = MemberListResponse.parseFrom(answer);
                    result.complete(new KnownCluster(
                            list.getHeader().getClusterId(),
                            list.getMembersList().stream().map(KnownMember::of).toList()));
                } catch (InvalidProtocolBufferException e) {
                    result.completeExceptionally(e);
                }
            }

            @Override
            public void failed(ClusterException cause) {
                result.completeExceptionally(cause);
            }
        });
        return result;
    }
}
