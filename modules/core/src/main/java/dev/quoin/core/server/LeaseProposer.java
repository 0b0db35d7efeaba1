package dev.quoin.core.server;

import dev.quoin.core.apply.Proposer;
import dev.quoin.core.lease.LeaseProposals;
import dev.quoin.protocol.error.EtcdError;
import dev.quoin.protocol.internal.InternalRaftRequest;
import dev.quoin.protocol.rpc.LeaseCheckpointRequest;
import dev.quoin.protocol.rpc.LeaseRevokeRequest;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the clock of the leases proposes. */
final class LeaseProposer implements LeaseProposals {
    private final Supplier<Proposer> proposer;

    /** @param proposer is there once the member takes part */
    LeaseProposer(Supplier<Proposer> proposer) {
        this.proposer = proposer;
    }

    @Override
    public void revoke(long id) {
        byte[] request = LeaseRevokeRequest.newBuilder().setID(id).build().toByteArray();
        proposer.get().propose(InternalRaftRequest.LEASE_REVOKE_FIELD_NUMBER, ByteBuffer.wrap(request), outcome -> {
            // Where it failed, the lease comes up again.
        });
    }

    @Override
    public void checkpoint(LeaseCheckpointRequest request, Consumer<@Nullable EtcdError> done) {
        proposer.get()
                .propose(
                        InternalRaftRequest.LEASE_CHECKPOINT_FIELD_NUMBER,
                        ByteBuffer.wrap(request.toByteArray()),
                        outcome -> done.accept(outcome.error()));
    }
}
