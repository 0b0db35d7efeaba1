package dev.quoin.core.health;

import dev.quoin.api.consensus.ConsensusNode;
import dev.quoin.api.host.Meters;
import dev.quoin.api.transport.Page;
import dev.quoin.api.transport.PageHandler;
import dev.quoin.api.transport.PageRequest;
import dev.quoin.api.transport.Pages;
import dev.quoin.core.cluster.ClusterTable;
import dev.quoin.core.read.LinearizableReads;
import dev.quoin.core.store.Store;
import dev.quoin.core.store.StoreView;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** etcd's pages {@code /health}, {@code /livez}, {@code /readyz} with their single checks, and {@code /version}. */
public final class HealthPages implements Pages {
    private final Map<String, PageHandler> pages = new HashMap<>();
    private final Store store;
    private final String apiVersion;

    /** Pages about a member. */
    public HealthPages(
            Store store, ConsensusNode consensus, LinearizableReads reads, String apiVersion, Meters meters) {
        this.store = store;
        this.apiVersion = apiVersion;
        Checks checks = new Checks(store, consensus, reads);
        pages.put("/health", new HealthPage(checks, meters));
        new CheckList("livez", meters)
                .add("serializable_read", checks::serializableRead)
                .register(pages);
        new CheckList("readyz", meters)
                .add("data_corruption", checks::noCorruption)
                .add("serializable_read", checks::serializableRead)
                .add("linearizable_read", checks::linearizableRead)
                .add("non_learner", checks::noLearner)
                .register(pages);
        pages.put("/version", (request, answer) -> answer.accept(version(request)));
    }

    @Override
    public @Nullable PageHandler page(String path) {
        return pages.get(path);
    }

    /** The pages of the port of members: the version, and the members. */
    public Pages forPeers(long clusterId) {
        PageHandler members = new MembersPage(store, clusterId);
        return path -> switch (path) {
            case "/version" -> page(path);
            case "/members" -> members;
            default -> null;
        };
    }

    private Page version(PageRequest request) {
        if (!request.method().equals("GET")) {
            return Page.onlyAllowed("GET");
        }
        String agreed;
        try (StoreView view = store.openView()) {
            agreed = ClusterTable.version(view.backend());
        }
        String cluster = agreed == null ? "not_decided" : agreed;
        String storage = agreed == null ? "unknown" : agreed;
        return Page.of(
                200,
                "application/json",
                Map.of(),
                "{\"etcdserver\":\"" + apiVersion + "\",\"etcdcluster\":\"" + cluster + "\",\"storage\":\"" + storage
                        + "\"}");
    }
}
