package dev.quoin.tests.simulation;

import dev.quoin.api.consensus.Bootstrap;
import dev.quoin.api.consensus.ConsensusContext;
import dev.quoin.api.consensus.ConsensusNode;
import dev.quoin.api.consensus.ConsensusProvider;
import dev.quoin.api.consensus.StateMachine;
import dev.quoin.api.peer.MemberIdentity;
import dev.quoin.api.storage.Table;
import dev.quoin.consensus.raft.runtime.RaftProvider;
import dev.quoin.core.cluster.FoundingMembers;
import dev.quoin.core.cluster.KnownMember;
import dev.quoin.core.cluster.MemberCard;
import dev.quoin.core.corruption.CorruptionOptions;
import dev.quoin.core.lease.LeaseOptions;
import dev.quoin.core.membership.ClusterOptions;
import dev.quoin.core.node.FeatureOptions;
import dev.quoin.core.node.Node;
import dev.quoin.core.node.NodeConfig;
import dev.quoin.core.node.Surroundings;
import dev.quoin.core.peer.PeerHub;
import dev.quoin.core.server.RequestOptions;
import dev.quoin.core.upkeep.CompactionOptions;
import dev.quoin.core.upkeep.StoreOptions;
import dev.quoin.core.watch.WatchOptions;
import dev.quoin.testkit.cluster.KnownPeer;
import dev.quoin.testkit.cluster.MemberFactory;
import dev.quoin.testkit.cluster.MemberSite;
import dev.quoin.testkit.cluster.RunningMember;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** Members as the distribution puts them together, with short times and small limits, so that much happens in little time. */
public final class QuoinMembers implements MemberFactory {
    private static final String TOKEN = "simulation";

    /** A store cleaned up by its own compactor, and what says how far that is, differ from member to member. */
    private static final Set<String> OWN_PACE = Set.of("history", "log", "meta");

    private static final Map<String, String> CONSENSUS = Map.of(
            "heartbeat-interval", "50",
            "election-timeout", "300",
            "snapshot-count", "20",
            "snapshot-catchup-entries", "10",
            "segment-bytes", "64KiB");

    private final ConsensusProvider consensus = new RaftProvider();

    /** With Quoin's own engine. */
    public QuoinMembers() {}

    @Override
    public MemberIdentity founder(List<KnownPeer> founders, String name) {
        return founding(founders).identity(name);
    }

    private static FoundingMembers founding(List<KnownPeer> founders) {
        Map<String, List<String>> urls = new TreeMap<>();
        founders.forEach(peer -> urls.put(peer.name(), List.of(peer.url().toString())));
        return new FoundingMembers(urls, TOKEN);
    }

    @Override
    public List<Table> replicatedTables() {
        return Node.tables().stream()
                .filter(table -> !OWN_PACE.contains(table.name()))
                .toList();
    }

    @Override
    public RunningMember open(MemberSite site, UnaryOperator<StateMachine> tap) {
        Bootstrap bootstrap = new Bootstrap(
                site.founders().isEmpty()
                        ? List.of()
                        : founding(site.founders()).changes());
        PeerHub peers = new PeerHub(site.network().connect(site.identity().memberId()));
        SiteStores stores = new SiteStores(site);
        AtomicReference<ConsensusNode> engine = new AtomicReference<>();
        Node node = new Node(config(site), new Surroundings(site.host(), stores, peers, known(site)), machine -> {
            ConsensusNode opened = consensus.open(
                    consensus.configSpec().read(CONSENSUS),
                    new ConsensusContext(
                            site.host(), MemberSite.LOG, site.identity(), bootstrap, tap.apply(machine), peers));
            engine.set(opened);
            return opened;
        });
        return new QuoinMember(node, Objects.requireNonNull(engine.get()), stores);
    }

    private static List<KnownMember> known(MemberSite site) {
        return site.takeKnown().stream()
                .map(peer -> new KnownMember(peer.id(), List.of(peer.url().toString()), true))
                .toList();
    }

    private static NodeConfig config(MemberSite site) {
        return new NodeConfig(
                new MemberCard(site.identity(), site.name(), List.of("http://" + site.name() + ":2379"), "3.7.1"),
                new FeatureOptions(
                        new RequestOptions(Duration.ofSeconds(2), 1_572_864, 128, 1),
                        new LeaseOptions(Duration.ofSeconds(1)),
                        new WatchOptions(Duration.ofMillis(700)),
                        new StoreOptions(2L << 30, 25, 64L << 10, Duration.ofSeconds(1)),
                        new ClusterOptions(1, true, Duration.ofMillis(300)),
                        new CorruptionOptions(Duration.ofSeconds(1), Duration.ofMillis(800)),
                        CompactionOptions.OFF));
    }
}
