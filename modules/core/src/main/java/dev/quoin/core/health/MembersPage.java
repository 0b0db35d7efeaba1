package dev.quoin.core.health;

import dev.quoin.api.transport.Page;
import dev.quoin.api.transport.PageHandler;
import dev.quoin.api.transport.PageRequest;
import dev.quoin.core.cluster.ClusterTable;
import dev.quoin.core.store.Store;
import dev.quoin.core.store.StoreView;
import dev.quoin.protocol.rpc.Member;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** etcd's page {@code /members} of the peer port: the members as this one knows them. */
final class MembersPage implements PageHandler {
    private final Store store;
    private final long clusterId;

    MembersPage(Store store, long clusterId) {
        this.store = store;
        this.clusterId = clusterId;
    }

    @Override
    public void serve(PageRequest request, Consumer<Page> answer) {
        if (!request.method().equals("GET")) {
            answer.accept(Page.onlyAllowed("GET"));
            return;
        }
        List<Member> members;
        try (StoreView view = store.openView()) {
            members = ClusterTable.members(view.backend());
        }
        String list = members.stream().map(MembersPage::json).collect(Collectors.joining(",", "[", "]\n"));
        answer.accept(Page.of(200, "application/json", Map.of("X-Etcd-Cluster-ID", Long.toHexString(clusterId)), list));
    }

    private static String json(Member member) {
        StringBuilder text = new StringBuilder("{\"id\":")
                .append(Long.toUnsignedString(member.getID()))
                .append(",\"peerURLs\":")
                .append(list(member.getPeerURLsList()));
        if (member.getIsLearner()) {
            text.append(",\"isLearner\":true");
        }
        if (!member.getName().isEmpty()) {
            text.append(",\"name\":\"").append(Json.escape(member.getName())).append('"');
        }
        if (member.getClientURLsCount() > 0) {
            text.append(",\"clientURLs\":").append(list(member.getClientURLsList()));
        }
        return text.append('}').toString();
    }

    private static String list(List<String> texts) {
        return texts.stream().map(text -> "\"" + Json.escape(text) + "\"").collect(Collectors.joining(",", "[", "]"));
    }
}
