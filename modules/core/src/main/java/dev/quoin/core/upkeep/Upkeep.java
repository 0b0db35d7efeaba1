package dev.quoin.core.upkeep;

import dev.quoin.api.consensus.ConsensusNode;
import dev.quoin.api.consensus.ConsensusStatus;
import dev.quoin.api.host.Agent;
import dev.quoin.api.host.Clock;
import dev.quoin.core.cluster.ClusterTable;
import dev.quoin.core.cluster.MemberCard;
import dev.quoin.core.propose.PendingRequests;
import dev.quoin.core.propose.Proposal;
import dev.quoin.core.propose.Proposer;
import dev.quoin.core.store.Store;
import dev.quoin.core.store.StoreView;
import dev.quoin.protocol.internal.InternalRaftRequest;
import dev.quoin.protocol.membership.Attributes;
import dev.quoin.protocol.membership.ClusterMemberAttrSetRequest;
import dev.quoin.protocol.membership.ClusterVersionSetRequest;
import dev.quoin.protocol.rpc.Member;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a member does of its own accord, a few times a second: it makes its name and client URLs known to the cluster, sets the cluster's version where it
 * leads, watches its quota, and gives up requests that are past their time.
 */
public final class Upkeep {
    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
    private static final long TICK = 200_000_000L;
    private static final long FIRST_TICK = 2_000_000L;
    /** A proposal of its own that was lost is made again after so many ticks. */
    private static final int RETRY_TICKS = 25;

    private final Clock clock;
    private final Store store;
    private final ConsensusNode consensus;
    private final Proposer proposer;
    private final PendingRequests pending;
    private final Quota quota;
    private final MemberCard card;
    private final Agent agent;
    private final CatchingUp catchingUp;
    private final List<Runnable> waiting = new ArrayList<>();
    private boolean published;
    private boolean versionSet;
    private int ticksUntilRetry;

    /** @param electionNanos how long members wait for a leader before they campaign */
    public Upkeep(
            Agent agent,
            Clock clock,
            Store store,
            ConsensusNode consensus,
            Proposer proposer,
            PendingRequests pending,
            Quota quota,
            MemberCard card,
            long electionNanos) {
        this.agent = agent;
        this.clock = clock;
        this.store = store;
        this.consensus = consensus;
        this.proposer = proposer;
        this.pending = pending;
        this.quota = quota;
        this.card = card;
        this.catchingUp = new CatchingUp(consensus, agent, clock, electionNanos, this::tellIfReady);
    }

    public void start() {
        agent.offer(this::tick);
    }

    public void whenReady(Runnable task) {
        agent.offer(() -> {
            waiting.add(task);
            tellIfReady();
        });
    }

    private void tick() {
        pending.expire(clock.nanoTime());
        ConsensusStatus status = consensus.status();
        if (status.leaderId() != 0 && --ticksUntilRetry < 0 && !(published && versionSet)) {
            look(status);
        }
        if (published) {
            quota.look();
            // What was known of this member before it was away is no reason to send it clients.
            catchingUp.look();
        }
        agent.schedule(published && catchingUp.isOver() ? TICK : FIRST_TICK, this::tick);
    }

    private void look(ConsensusStatus status) {
        try (StoreView view = store.openView()) {
            Member self = ClusterTable.member(view.backend(), card.id());
            published = self != null && isKnownAs(self);
            versionSet = ClusterTable.version(view.backend()) != null;
            if (self != null && !published) {
                publish();
            }
        }
        if (published && !versionSet && status.leader()) {
            setVersion();
        }
    }

    private boolean isKnownAs(Member self) {
        return self.getName().equals(card.name()) && self.getClientURLsList().equals(card.clientUrls());
    }

    private void publish() {
        ClusterMemberAttrSetRequest request = ClusterMemberAttrSetRequest.newBuilder()
                .setMemberID(card.id())
                .setMemberAttributes(
                        Attributes.newBuilder().setName(card.name()).addAllClientUrls(card.clientUrls()))
                .build();
        propose(InternalRaftRequest.CLUSTER_MEMBER_ATTR_SET_FIELD_NUMBER, request.toByteArray());
    }

    private void setVersion() {
        String version = clusterVersion(card.apiVersion());
        LOG.atInfo().addKeyValue("cluster-version", version).log("setting up initial cluster version");
        propose(
                InternalRaftRequest.CLUSTER_VERSION_SET_FIELD_NUMBER,
                ClusterVersionSetRequest.newBuilder().setVer(version).build().toByteArray());
    }

    /** The patch level plays no part in it. */
    private static String clusterVersion(String apiVersion) {
        return apiVersion.substring(0, apiVersion.lastIndexOf('.')) + ".0";
    }

    private void propose(int operation, byte[] request) {
        ticksUntilRetry = RETRY_TICKS;
        proposer.propose(Proposal.own(operation, request), outcome -> agent.offer(() -> ticksUntilRetry = 0));
    }

    private void tellIfReady() {
        if (catchingUp.isOver()) {
            waiting.forEach(Runnable::run);
            waiting.clear();
        }
    }
}
