package dev.quoin.tests.compat.differential;

import dev.quoin.protocol.rpc.WatchCancelRequest;
import dev.quoin.protocol.rpc.WatchCreateRequest;
import dev.quoin.protocol.rpc.WatchRequest;

/**
 * Watches on three streams. Those that start in the future, or before what is compacted, have a stream of their own: on
 * a stream with one of the first etcd tells no progress while it waits, and on a stream that ever had one of the second
 * it never does again.
 */
final class WatchRequests {

    private static final int APART = 2;

    private final Dice dice;

    WatchRequests(Dice dice) {
        this.dice = dice;
    }

    Step next(long head, long compacted) {
        int roll = dice.below(20);
        if (roll < 11) {
            return create(head, compacted);
        }
        int stream = dice.below(3);
        if (roll < 15) {
            return Step.onStream(
                    Step.Kind.WATCH,
                    stream,
                    WatchRequest.newBuilder()
                            .setCancelRequest(WatchCancelRequest.newBuilder().setWatchId(dice.below(10)))
                            .build(),
                    head);
        }
        if (roll < 19) {
            return Step.onStream(Step.Kind.PROGRESS, dice.below(APART), WatchRequest.getDefaultInstance(), head);
        }
        return Step.onStream(Step.Kind.REOPEN, stream, WatchRequest.getDefaultInstance(), head);
    }

    private Step create(long head, long compacted) {
        WatchCreateRequest.Builder create = WatchCreateRequest.newBuilder()
                .setKey(dice.key())
                .setRangeEnd(dice.end())
                .setPrevKv(dice.coin())
                .setFragment(dice.coin())
                .setProgressNotify(dice.chance(4));
        if (dice.chance(4)) {
            create.addFiltersValue(dice.chance(10) ? 5 : dice.below(2));
        }
        if (dice.chance(12)) {
            create.addFiltersValue(dice.below(2));
        }
        if (dice.chance(6)) {
            create.setWatchId(dice.chance(6) ? -dice.below(3) : dice.below(12));
        }
        if (dice.coin()) {
            create.setStartRevision(dice.revision(head));
        }
        long start = create.getStartRevision();
        int stream = start > head || start != 0 && start < compacted ? APART : dice.below(APART);
        return Step.onStream(
                Step.Kind.WATCH,
                stream,
                WatchRequest.newBuilder().setCreateRequest(create).build(),
                head);
    }
}
