package dev.quoin.testkit.cluster;

import com.google.protobuf.ByteString;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.LeaseGrantRequest;
import dev.quoin.protocol.rpc.LeaseGrantResponse;
import dev.quoin.protocol.rpc.LeaseKeepAliveRequest;
import dev.quoin.protocol.rpc.LeaseKeepAliveResponse;
import dev.quoin.protocol.rpc.LeaseRevokeRequest;
import dev.quoin.protocol.rpc.PutRequest;
import dev.quoin.protocol.rpc.PutResponse;
import dev.quoin.testkit.history.LeaseHistory;
import java.time.Duration;

/**
 * Holds one lease after the other: hangs keys on it, keeps it alive for a while, then lets it end or asks for its end.
 */
final class LeaseClient extends Client {
    private static final int MOST_SECONDS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final LeaseHistory history;
    private final int number;
    private long lease;
    private int puts;
    private int grants;

    LeaseClient(World world, int number) {
        super(world, "lease" + number);
        this.number = number;
        this.history = world.checks.leases;
    }

    @Override
    long mostPauseMillis() {
        return 500;
    }

    @Override
    void next() {
        ClusterMember member = member();
        if (member == null) {
            rest();
        } else if (lease == 0 || history.endOf(lease) != null) {
            grant(member);
        } else {
            switch (random.nextInt(10)) {
                case 0 -> revoke(member);
                case 1 -> letGo();
                case 2, 3, 4 -> put(member);
                default -> renew(member);
            }
        }
    }

    private void letGo() {
        lease = 0;
        rest();
    }

    private void grant(ClusterMember member) {
        long id = 1000L * (number + 1) + ++grants;
        LeaseGrantRequest request = LeaseGrantRequest.newBuilder()
                .setID(id)
                .setTTL(1 + random.nextInt(MOST_SECONDS))
                .build();
        long askedAt = world.simulation.now();
        ask(member, EtcdMethods.LEASE_GRANT, request, reply -> {
            if (reply.isOk()) {
                LeaseGrantResponse response = reply.as(LeaseGrantResponse.parser());
                history.promised(id, askedAt, response.getTTL());
                lease = id;
            }
        });
    }

    private void revoke(ClusterMember member) {
        history.revoking(lease);
        LeaseRevokeRequest request =
                LeaseRevokeRequest.newBuilder().setID(lease).build();
        lease = 0;
        ask(member, EtcdMethods.LEASE_REVOKE, request, reply -> {});
    }

    private void put(ClusterMember member) {
        PutRequest request = PutRequest.newBuilder()
                .setKey(ByteString.copyFromUtf8("m" + number + "/" + random.nextInt(3)))
                .setValue(ByteString.copyFromUtf8(name + "-" + ++puts))
                .setLease(lease)
                .build();
        long began = world.checks.operations.begin();
        ask(member, EtcdMethods.KV_PUT, request, reply -> {
            if (reply.isOk()) {
                world.checks.operations.put(began, request, reply.as(PutResponse.parser()));
            }
        });
    }

    /** Renews a lease over a stream of its own each time, because only the truth of the answer is of interest. */
    private void renew(ClusterMember member) {
        long id = lease;
        long askedAt = world.simulation.now();
        boolean[] over = new boolean[1];
        SimCall[] call = new SimCall[1];
        Runnable done = () -> {
            if (!over[0]) {
                over[0] = true;
                if (call[0] != null) {
                    call[0].cancel();
                }
                rest();
            }
        };
        world.trace.add(name, () -> "to " + member.name() + ": keep alive " + id);
        call[0] = member.stream(
                EtcdMethods.LEASE_KEEP_ALIVE,
                message -> {
                    LeaseKeepAliveResponse response = Reply.parse(LeaseKeepAliveResponse.parser(), message);
                    world.trace.add(name, () -> "from " + member.name() + ": kept alive " + Checks.oneLine(response));
                    if (response.getTTL() > 0) {
                        history.promised(id, askedAt, response.getTTL());
                    } else if (id == lease) {
                        lease = 0;
                    }
                    done.run();
                },
                reply -> done.run());
        SimCall open = call[0];
        if (open == null) {
            rest();
            return;
        }
        open.message(LeaseKeepAliveRequest.newBuilder().setID(id).build().toByteArray());
        world.simulation.after(PATIENCE, done);
    }
}
