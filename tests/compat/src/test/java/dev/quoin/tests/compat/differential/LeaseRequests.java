package dev.quoin.tests.compat.differential;

import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.LeaseGrantRequest;
import dev.quoin.protocol.rpc.LeaseKeepAliveRequest;
import dev.quoin.protocol.rpc.LeaseLeasesRequest;
import dev.quoin.protocol.rpc.LeaseRevokeRequest;
import dev.quoin.protocol.rpc.LeaseTimeToLiveRequest;

/** Leases. Those that live long have times far apart, since they are listed by the time that is left. */
final class LeaseRequests {

    private static final long ENDS_SOON = 90;
    private static final long BASE = 10_000;

    private final Dice dice;

    LeaseRequests(Dice dice) {
        this.dice = dice;
    }

    Step next(long head) {
        long id = dice.lease();
        return switch (dice.below(14)) {
            case 0, 1, 2, 3 -> Step.call(EtcdMethods.LEASE_GRANT, grant(id, ttl(id)), head);
            case 4, 5, 6 ->
                Step.call(
                        EtcdMethods.LEASE_REVOKE,
                        LeaseRevokeRequest.newBuilder().setID(id).build(),
                        head);
            case 7, 8, 9 ->
                Step.call(
                        EtcdMethods.LEASE_TIME_TO_LIVE,
                        LeaseTimeToLiveRequest.newBuilder()
                                .setID(id)
                                .setKeys(dice.coin())
                                .build(),
                        head);
            case 10 -> Step.call(EtcdMethods.LEASE_LEASES, LeaseLeasesRequest.getDefaultInstance(), head);
            case 11, 12 ->
                Step.of(
                        Step.Kind.KEEP_ALIVE,
                        EtcdMethods.LEASE_KEEP_ALIVE,
                        LeaseKeepAliveRequest.newBuilder().setID(id).build(),
                        head);
            default -> Step.of(Step.Kind.NAMELESS_LEASE, EtcdMethods.LEASE_GRANT, grant(0, ttl(1)), head);
        };
    }

    /** A lease that ends while the step waits for it. */
    Step ending(long head) {
        return Step.of(Step.Kind.LEASE_ENDS, EtcdMethods.LEASE_GRANT, grant(ENDS_SOON, 1), head);
    }

    private long ttl(long id) {
        return dice.chance(20) ? dice.one(0L, -1L, Long.MAX_VALUE, 9_000_000_001L) : BASE + (id & 0xFF) * 1000;
    }

    private static LeaseGrantRequest grant(long id, long ttl) {
        return LeaseGrantRequest.newBuilder().setID(id).setTTL(ttl).build();
    }
}
