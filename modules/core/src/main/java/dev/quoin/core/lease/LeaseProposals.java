package dev.quoin.core.lease;

import dev.quoin.protocol.error.EtcdError;
import dev.quoin.protocol.rpc.LeaseCheckpointRequest;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How the leader's clock has things done to leases through the log. Safe for use by any thread; must not block. */
public interface LeaseProposals {
    /**
     * Proposes to end a lease, once it is sure that this member still leads.
     *
     * @param ended asked then, on any thread, whether the lease's time is still up; if not, nothing is proposed
     */
    void revoke(long id, BooleanSupplier ended);

    /**
     * Proposes to note what is left of leases.
     *
     * @param done gets null once that is applied, else why it is not, or not known to be; on any thread
     */
    void checkpoint(LeaseCheckpointRequest request, Consumer<@Nullable EtcdError> done);
}
