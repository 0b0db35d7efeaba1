package dev.quoin.ctl.command.lock;

import dev.quoin.ctl.client.Client;
import dev.quoin.ctl.client.KeepAlive;
import dev.quoin.ctl.client.Limit;
import dev.quoin.ctl.client.RpcException;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.LeaseGrantRequest;
import dev.quoin.protocol.rpc.LeaseGrantResponse;
import java.util.concurrent.CompletableFuture;

/** A lease that lives as long as this process does: what hangs on it is given up when the process dies. */
final class Session {
    private final long lease;
    private final CompletableFuture<Void> lost = new CompletableFuture<>();

    private Session(long lease) {
        this.lease = lease;
    }

    static Session open(Client client, long seconds, Limit limit) throws RpcException {
        LeaseGrantRequest request =
                LeaseGrantRequest.newBuilder().setTTL(seconds).build();
        Session session = new Session(client.call(EtcdMethods.LEASE_GRANT, request, LeaseGrantResponse.class, limit)
                .getID());
        KeepAlive keepAlive = new KeepAlive(client, session.lease);
        Thread.ofPlatform().daemon().name("session").start(() -> {
            try {
                keepAlive.run(answer -> {});
                session.lost.complete(null);
            } catch (RpcException e) {
                session.lost.completeExceptionally(e);
            }
        });
        return session;
    }

    long lease() {
        return lease;
    }

    /** Done when the lease is gone. */
    CompletableFuture<Void> lost() {
        return lost;
    }
}
