package dev.quoin.ctl.command.lock;

import dev.quoin.ctl.cli.ExitCode;
import dev.quoin.ctl.cli.ExitException;
import dev.quoin.ctl.client.Client;
import dev.quoin.ctl.client.RpcException;
import dev.quoin.ctl.client.WatchEvent;
import dev.quoin.ctl.client.Watches;
import dev.quoin.ctl.command.kv.KeyRange;
import dev.quoin.ctl.run.Run;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.mvcc.Event;
import dev.quoin.protocol.mvcc.KeyValue;
import dev.quoin.protocol.rpc.*;
import dev.quoin.protocol.rpc.RangeRequest.SortOrder;
import dev.quoin.protocol.rpc.RangeRequest.SortTarget;
import java.util.concurrent.CompletableFuture;

/** Prints who leads an election, again at each change. */
final class Observer {
    private final Run run;
    private final Client client;
    private final KeyRange range;

    Observer(Run run, Client client, String name) {
        this.run = run;
        this.client = client;
        this.range = KeyRange.prefix(name + "/");
    }

    void run(CompletableFuture<Integer> stop) throws RpcException {
        RangeRequest oldest = RangeRequest.newBuilder()
                .setKey(range.key())
                .setRangeEnd(range.end())
                .setSortOrder(SortOrder.ASCEND)
                .setSortTarget(SortTarget.CREATE)
                .setLimit(1)
                .build();
        while (!stop.isDone()) {
            RangeResponse leaders = client.call(EtcdMethods.KV_RANGE, oldest, RangeResponse.class, run.freshLimit());
            long revision = leaders.getHeader().getRevision();
            if (leaders.getKvsCount() == 0) {
                follow(
                        stop,
                        WatchCreateRequest.newBuilder()
                                .setKey(range.key())
                                .setRangeEnd(range.end())
                                .setStartRevision(revision),
                        false);
                continue;
            }
            KeyValue leader = leaders.getKvs(0);
            show(leaders.getHeader(), leader);
            follow(stop, WatchCreateRequest.newBuilder().setKey(leader.getKey()).setStartRevision(revision + 1), true);
        }
    }

    private void show(ResponseHeader header, KeyValue leader) {
        run.printer()
                .get(RangeResponse.newBuilder().setHeader(header).addKvs(leader).build(), false);
        run.out().flush();
    }

    /** Follows a leader until its key is gone, or waits for the first one. */
    private void follow(CompletableFuture<Integer> stop, WatchCreateRequest.Builder request, boolean leads)
            throws RpcException {
        try (Watches watches = new Watches(client)) {
            watches.add(request.build(), event -> {
                if (event.isLast()) {
                    throw ExitException.of(ExitCode.ERROR, "elect: observer lost");
                }
                if (leads ? endsAfterShowing(event) : hasPut(event)) {
                    watches.close();
                }
            });
            stop.thenRun(watches::close);
            watches.run();
        }
    }

    private static boolean hasPut(WatchEvent event) {
        return event.response().getEventsList().stream().anyMatch(each -> each.getType() == Event.EventType.PUT);
    }

    private boolean endsAfterShowing(WatchEvent event) {
        for (Event each : event.response().getEventsList()) {
            if (each.getType() == Event.EventType.DELETE) {
                return true;
            }
            show(event.response().getHeader(), each.getKv());
        }
        return false;
    }
}
