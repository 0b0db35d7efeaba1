package dev.quoin.core.apply;

import dev.quoin.core.store.Store;
import dev.quoin.core.store.StoreException;
import dev.quoin.core.store.StoreView;
import dev.quoin.protocol.error.EtcdError;
import dev.quoin.protocol.rpc.AlarmType;
import dev.quoin.protocol.rpc.RequestOp;
import dev.quoin.protocol.rpc.TxnRequest;

/**
 * Refuses what adds something while any member's alarm NOSPACE stands, and whatever changes keys or leases while an alarm CORRUPT does. The alarms are part of
 * the state, so all members refuse alike. Used by the apply thread.
 */
public final class Capacity {
    private boolean exhausted;
    private boolean corrupt;

    /** As the store stands. */
    static Capacity of(Store store) {
        Capacity capacity = new Capacity();
        try (StoreView view = store.openView()) {
            capacity.look(view);
        }
        return capacity;
    }

    /** Alarms have changed. */
    void look(StoreView view) {
        exhausted = !Alarms.list(view.backend(), AlarmType.NOSPACE).isEmpty();
        corrupt = !Alarms.list(view.backend(), AlarmType.CORRUPT).isEmpty();
    }

    void requireSound() {
        if (corrupt) {
            throw new StoreException(EtcdError.CORRUPT);
        }
    }

    void require() {
        if (exhausted) {
            throw new StoreException(EtcdError.NO_SPACE);
        }
    }

    void requireFor(TxnRequest request) {
        if (exhausted && adds(request)) {
            throw new StoreException(EtcdError.NO_SPACE);
        }
    }

    /** Whether a transaction may add something, whichever way it goes. */
    public static boolean adds(TxnRequest request) {
        return request.getSuccessList().stream().anyMatch(Capacity::adds)
                || request.getFailureList().stream().anyMatch(Capacity::adds);
    }

    private static boolean adds(RequestOp op) {
        return op.hasRequestPut() || op.hasRequestTxn() && adds(op.getRequestTxn());
    }
}
