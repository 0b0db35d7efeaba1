package dev.quoin.core.lease;

import dev.quoin.protocol.error.EtcdError;
import dev.quoin.protocol.rpc.LeaseCheckpointRequest;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How the leader's clock has things done to leases through the log. Safe for use by any thread; must not block. */
public interface LeaseProposals {
    /** Proposes to end a lease. */
    void revoke(long id);

    /**
     * Proposes to note what is left of leases.
     *
     * @param done gets null once that is applied, else why it is not, or not known to be; on any thread
     */
    void checkpoint(LeaseCheckpointRequest request, Consumer<@Nullable EtcdError> done);
}
