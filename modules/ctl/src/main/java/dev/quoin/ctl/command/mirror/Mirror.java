package dev.quoin.ctl.command.mirror;

import com.google.protobuf.ByteString;
import dev.quoin.ctl.cli.ExitCode;
import dev.quoin.ctl.cli.ExitException;
import dev.quoin.ctl.cli.Flags;
import dev.quoin.ctl.client.Client;
import dev.quoin.ctl.client.Limit;
import dev.quoin.ctl.client.RpcException;
import dev.quoin.ctl.client.WatchEvent;
import dev.quoin.ctl.client.Watches;
import dev.quoin.ctl.command.kv.KeyRange;
import dev.quoin.ctl.command.kv.Keys;
import dev.quoin.ctl.run.Run;
import dev.quoin.ctl.text.Raw;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.mvcc.Event;
import dev.quoin.protocol.mvcc.KeyValue;
import dev.quoin.protocol.rpc.*;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Copies keys from one cluster to another: first what is there at one revision, then every change after it. */
final class Mirror {
    private static final long BATCH = 1000;
    private static final long SECONDS_BETWEEN_COUNTS = 30;

    private final Run run;
    private final Client source;
    private final Client destination;
    private final String prefix;
    private final KeyRange range;
    private final String destinationPrefix;
    private final int maxOps;
    private final AtomicLong copied = new AtomicLong();
    private long revision;

    Mirror(Run run, Client source, Client destination) {
        this.run = run;
        this.source = source;
        this.destination = destination;
        Flags flags = run.flags();
        this.prefix = flags.text("prefix");
        this.range = KeyRange.prefix(prefix);
        this.revision = Math.max(0, flags.number("rev") - 1);
        this.maxOps = (int) Math.max(1, flags.number("max-txn-ops"));
        // As in etcdctl, changes from a revision on lose their prefix unless another one is given.
        String given = flags.text("dest-prefix");
        boolean keep = given.isEmpty() && !flags.on("no-dest-prefix") && revision == 0;
        this.destinationPrefix = keep ? prefix : given;
    }

    void run() throws RpcException {
        Thread.ofVirtual().start(this::count);
        if (revision == 0) {
            copyAll();
        }
        WatchCreateRequest request = WatchCreateRequest.newBuilder()
                .setKey(range.key())
                .setRangeEnd(range.end())
                .setStartRevision(revision + 1)
                .build();
        try (Watches watches = new Watches(source)) {
            watches.add(request, this::copy);
            watches.run();
        }
    }

    private void count() {
        try {
            while (true) {
                TimeUnit.SECONDS.sleep(SECONDS_BETWEEN_COUNTS);
                run.out().println(copied.get());
                run.out().flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void copyAll() throws RpcException {
        ByteString from = range.key();
        boolean more = true;
        while (more) {
            RangeRequest request = RangeRequest.newBuilder()
                    .setKey(from)
                    .setRangeEnd(range.end())
                    .setLimit(BATCH)
                    .setRevision(revision)
                    .build();
            RangeResponse page = source.call(EtcdMethods.KV_RANGE, request, RangeResponse.class, run.freshLimit());
            revision = revision == 0 ? page.getHeader().getRevision() : revision;
            for (KeyValue pair : page.getKvsList()) {
                destination.call(EtcdMethods.KV_PUT, put(pair), PutResponse.class, run.freshLimit());
                copied.incrementAndGet();
            }
            more = page.getMore();
            if (more) {
                from = page.getKvs(page.getKvsCount() - 1).getKey().concat(Keys.ZERO);
            }
        }
    }

    private PutRequest put(KeyValue pair) {
        return PutRequest.newBuilder()
                .setKey(key(pair.getKey()))
                .setValue(pair.getValue())
                .build();
    }

    private ByteString key(ByteString key) {
        String raw = Raw.of(key);
        return Raw.bytes(destinationPrefix + (raw.startsWith(prefix) ? raw.substring(prefix.length()) : raw));
    }

    /** Copies changes; those of one revision stay together, as long as they are no more than one request may hold. */
    private void copy(WatchEvent event) {
        if (event.isLast()) {
            throw ExitException.of(ExitCode.ERROR, event.failure());
        }
        TxnRequest.Builder changes = TxnRequest.newBuilder();
        long last = 0;
        for (Event each : event.response().getEventsList()) {
            long now = each.getKv().getModRevision();
            if ((last != 0 && now > last) || changes.getSuccessCount() == maxOps) {
                commit(changes);
            }
            last = now;
            changes.addSuccess(change(each));
        }
        if (changes.getSuccessCount() > 0) {
            commit(changes);
        }
    }

    private RequestOp change(Event event) {
        copied.incrementAndGet();
        return event.getType() == Event.EventType.PUT
                ? RequestOp.newBuilder().setRequestPut(put(event.getKv())).build()
                : RequestOp.newBuilder()
                        .setRequestDeleteRange(DeleteRangeRequest.newBuilder()
                                .setKey(key(event.getKv().getKey())))
                        .build();
    }

    private void commit(TxnRequest.Builder changes) {
        try {
            destination.call(
                    EtcdMethods.KV_TXN,
                    changes.build(),
                    TxnResponse.class,
                    Limit.in(run.flags().duration("command-timeout")));
            changes.clear();
        } catch (RpcException e) {
            throw run.failure(ExitCode.ERROR, "", e);
        }
    }
}
