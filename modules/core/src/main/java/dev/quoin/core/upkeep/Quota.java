package dev.quoin.core.upkeep;

import dev.quoin.api.storage.StorageBackend;
import dev.quoin.core.answer.RequestException;
import dev.quoin.core.cluster.AlarmRaiser;
import dev.quoin.protocol.error.EtcdError;
import dev.quoin.protocol.rpc.AlarmType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the store within its quota, which counts the space that live records need and not what the files occupy. A member that is over it raises the alarm
 * NOSPACE, and until that is cleared every member refuses requests that add something. The member that raised it clears it once it is
 * well below the quota again: after a compaction, after deletions, or after a restart with a larger quota. An operator may clear it too, and one that an operator
 * raised only an operator clears.
 */
public final class Quota {
    private static final Logger LOG = LoggerFactory.getLogger(Quota.class);
    /** The alarm is cleared below this share of the quota, so that it does not come and go. */
    private static final double CLEAR_BELOW = 0.9;

    /** A store takes about so much when it is empty, in its tables' own structures; that does not count. */
    private static final long EMPTY_BYTES = 512 << 10;

    private final StorageBackend backend;
    private final AlarmRaiser alarms;
    private final long memberId;
    private final long quotaBytes;
    private volatile boolean exceeded;
    private volatile boolean proposed;

    public Quota(StorageBackend backend, AlarmRaiser alarms, long memberId, long quotaBytes) {
        this.backend = backend;
        this.alarms = alarms;
        this.memberId = memberId;
        this.quotaBytes = quotaBytes;
    }

    /** Refuses a request that adds something while this member is over its quota; any thread. */
    public void check() {
        if (exceeded) {
            throw new RequestException(EtcdError.NO_SPACE);
        }
    }

    /** Looks at the space, raises or clears the alarm; by one thread, several times a second. */
    void look() {
        if (quotaBytes <= 0) {
            return;
        }
        long used = Math.max(0, backend.stats().inUseBytes() - EMPTY_BYTES);
        boolean raised = alarms.isRaised(AlarmType.NOSPACE, memberId);
        exceeded = used > quotaBytes;
        if (exceeded != raised && !proposed && (exceeded || mayClear(used))) {
            propose(exceeded, used);
        }
    }

    /** An alarm that was raised by hand stands until it is lifted by hand. */
    private boolean mayClear(long used) {
        return used < quotaBytes * CLEAR_BELOW && alarms.isOwn(AlarmType.NOSPACE, memberId);
    }

    private void propose(boolean raise, long used) {
        LOG.atWarn()
                .addKeyValue("quota-size-bytes", quotaBytes)
                .addKeyValue("in-use-bytes", used)
                .log(raise ? "the store exceeds its quota; raising the alarm NOSPACE" : "clearing the alarm NOSPACE");
        proposed = true;
        if (raise) {
            alarms.raise(AlarmType.NOSPACE, memberId, () -> proposed = false);
        } else {
            alarms.clear(AlarmType.NOSPACE, memberId, () -> proposed = false);
        }
    }
}
