package dev.quoin.core.cluster;

import dev.quoin.core.answer.RequestException;
import dev.quoin.core.store.Store;
import dev.quoin.core.store.StoreView;
import dev.quoin.protocol.error.EtcdError;
import dev.quoin.protocol.rpc.AlarmType;
import dev.quoin.protocol.rpc.RequestOp;
import dev.quoin.protocol.rpc.TxnRequest;

/**
 * Refuses what adds something while any member's alarm NOSPACE stands, and whatever changes keys or leases while an alarm CORRUPT does. The alarms are part of
 * the state, so all members refuse alike. Used by the apply thread.
 */
public final class AlarmGate {
    private boolean exhausted;
    private boolean corrupt;

    /** As the store stands. */
    public static AlarmGate of(Store store) {
        AlarmGate capacity = new AlarmGate();
        try (StoreView view = store.openView()) {
            capacity.look(view);
        }
        return capacity;
    }

    /** Alarms have changed. */
    public void look(StoreView view) {
        exhausted = !Alarms.list(view.backend(), AlarmType.NOSPACE).isEmpty();
        corrupt = !Alarms.list(view.backend(), AlarmType.CORRUPT).isEmpty();
    }

    public void requireSound() {
        if (corrupt) {
            throw new RequestException(EtcdError.CORRUPT);
        }
    }

    public void require() {
        if (exhausted) {
            throw new RequestException(EtcdError.NO_SPACE);
        }
    }

    public void requireFor(TxnRequest request) {
        if (exhausted && adds(request)) {
            throw new RequestException(EtcdError.NO_SPACE);
        }
    }

    /** Whether a transaction may add something, whichever way it goes. */
    public static boolean adds(TxnRequest request) {
        return request.getSuccessList().stream().anyMatch(AlarmGate::adds)
                || request.getFailureList().stream().anyMatch(AlarmGate::adds);
    }

    private static boolean adds(RequestOp op) {
        return op.hasRequestPut() || op.hasRequestTxn() && adds(op.getRequestTxn());
    }
}
