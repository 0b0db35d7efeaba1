package dev.quoin.core.lease;

import dev.quoin.api.consensus.ConsensusNode;
import dev.quoin.api.peer.ClusterException;
import dev.quoin.api.peer.Completion;
import dev.quoin.core.ask.Asker;
import dev.quoin.core.propose.Proposal;
import dev.quoin.core.propose.Proposer;
import dev.quoin.protocol.error.EtcdError;
import dev.quoin.protocol.internal.InternalRaftRequest;
import dev.quoin.protocol.rpc.LeaseCheckpointRequest;
import dev.quoin.protocol.rpc.LeaseRevokeRequest;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the clock of the leases proposes. */
public final class LeaseProposer implements LeaseProposals {
    private final ConsensusNode consensus;
    private final Proposer proposer;
    private final Supplier<Asker> root;

    /** @param root the user who may revoke any lease */
    public LeaseProposer(ConsensusNode consensus, Proposer proposer, Supplier<Asker> root) {
        this.consensus = consensus;
        this.proposer = proposer;
        this.root = root;
    }

    /**
     * A member that stood still for a while may not know yet that it does not lead any more, and what it proposes then goes to the new leader, under which
     * the lease may have been renewed: so first leadership is confirmed, and the time looked at again.
     */
    @Override
    public void revoke(List<Ended> leases) {
        consensus.readBarrier(new Completion<>() {
            @Override
            public void done(Long index) {
                for (Ended lease : leases) {
                    if (lease.stillEnded().getAsBoolean()) {
                        proposeRevocation(lease.id());
                    }
                }
            }

            @Override
            public void failed(ClusterException cause) {
                // The leases come up again.
            }
        });
    }

    private void proposeRevocation(long id) {
        byte[] request = LeaseRevokeRequest.newBuilder().setID(id).build().toByteArray();
        Proposal revocation =
                Proposal.of(root.get(), InternalRaftRequest.LEASE_REVOKE_FIELD_NUMBER, ByteBuffer.wrap(request));
        proposer.propose(revocation, outcome -> {
            // Where it failed, the lease comes up again.
        });
    }

    @Override
    public void checkpoint(LeaseCheckpointRequest request, Consumer<@Nullable EtcdError> done) {
        proposer.propose(
                Proposal.own(InternalRaftRequest.LEASE_CHECKPOINT_FIELD_NUMBER, request.toByteArray()),
                outcome -> done.accept(outcome.error()));
    }
}
