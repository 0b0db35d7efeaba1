package dev.quoin.core.lease;

import dev.quoin.protocol.error.EtcdError;
import dev.quoin.protocol.rpc.LeaseCheckpointRequest;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How the leader's clock has things done to leases through the log. Safe for use by any thread; must not block. */
public interface LeaseProposals {
    /**
     * A lease whose time is up.
     *
     * @param stillEnded asked again just before the revocation is proposed, on any thread
     */
    record Ended(long id, BooleanSupplier stillEnded) {}

    /** Proposes to end leases, once it is sure that this member still leads; what has been renewed by then stays. */
    void revoke(List<Ended> leases);

    /**
     * Proposes to note what is left of leases.
     *
     * @param done gets null once that is applied, else why it is not, or not known to be; on any thread
     */
    void checkpoint(LeaseCheckpointRequest request, Consumer<@Nullable EtcdError> done);
}
