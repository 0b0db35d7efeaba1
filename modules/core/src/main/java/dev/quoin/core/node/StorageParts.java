package dev.quoin.core.node;

import dev.quoin.api.host.Host;
import dev.quoin.core.answer.ResponseHeaders;
import dev.quoin.core.cluster.MemberCard;
import dev.quoin.core.corruption.HashKeeper;
import dev.quoin.core.corruption.ToldHashes;
import dev.quoin.core.kv.KvCounts;
import dev.quoin.core.lease.Lessor;
import dev.quoin.core.snapshot.ReplaceableBackend;
import dev.quoin.core.store.Store;
import dev.quoin.core.upkeep.Compactor;
import dev.quoin.core.watch.WatchHub;
import dev.quoin.core.watch.WatchLimits;

/** The first step: the member's data, and the parts that need nothing else. */
final class StorageParts {
    final ReplaceableBackend backend;
    final Store store;
    final KvCounts counts = new KvCounts();
    final ResponseHeaders headers;
    final HashKeeper hashes;
    final ToldHashes toldHashes = new ToldHashes();
    final Lessor lessor;
    final Compactor compactor;
    final WatchHub watches;
    final AuthParts auth;

    StorageParts(NodeConfig config, Surroundings around, CloseStack parts) {
        Host host = around.host();
        MemberCard member = config.member();
        FeatureOptions options = config.options();
        backend = parts.add(new ReplaceableBackend(host, around.home()));
        store = Store.open(backend);
        headers = new ResponseHeaders(member.identity().clusterId(), member.id());
        auth = new AuthParts(options.auth(), options.requests().timeout(), host, backend, store, parts);
        hashes = parts.add(new HashKeeper(host, store));
        lessor = parts.add(new Lessor(host, store, options.cluster().electionTimeout()));
        compactor = parts.add(new Compactor(host, store));
        WatchLimits limits = WatchLimits.forRequestsUpTo(options.requests().maxBytes())
                .withProgressInterval(options.watch().progressInterval());
        watches = parts.add(new WatchHub(store, host, headers, limits, auth.gate::watchRefusal));
    }
}
