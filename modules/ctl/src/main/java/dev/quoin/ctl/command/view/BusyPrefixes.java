package dev.quoin.ctl.command.view;

import dev.quoin.ctl.client.Client;
import dev.quoin.ctl.client.RpcException;
import dev.quoin.ctl.client.WatchEvent;
import dev.quoin.ctl.client.Watches;
import dev.quoin.ctl.command.kv.KeyRange;
import dev.quoin.protocol.mvcc.Event;
import dev.quoin.protocol.rpc.WatchCreateRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Counts changes by the first parts of their keys. It watches all keys, so it costs the cluster something. */
final class BusyPrefixes implements AutoCloseable {
    private static final int SHOWN = 5;
    private static final int MOST = 10_000;
    private static final String REST = "(others)";

    private final Watches watches;
    private final Map<String, Long> changes = new HashMap<>();
    private long since = System.nanoTime();

    BusyPrefixes(Client client) {
        watches = new Watches(client);
        KeyRange all = KeyRange.prefix("");
        watches.add(
                WatchCreateRequest.newBuilder()
                        .setKey(all.key())
                        .setRangeEnd(all.end())
                        .build(),
                this::count);
        Thread.ofPlatform().daemon().name("busy prefixes").start(() -> {
            try {
                watches.run();
            } catch (RpcException e) {
                watches.close();
            }
        });
    }

    private synchronized void count(WatchEvent event) {
        for (Event each : event.response().getEventsList()) {
            String prefix = prefix(each.getKv().getKey().toStringUtf8());
            String name = changes.size() < MOST || changes.containsKey(prefix) ? prefix : REST;
            changes.merge(name, 1L, Long::sum);
        }
    }

    /** The first two parts of a path, the whole of a key that is none. */
    private static String prefix(String key) {
        int first = key.indexOf('/', 1);
        int second = first < 0 ? -1 : key.indexOf('/', first + 1);
        return second > 0 ? key.substring(0, second + 1) : first > 0 ? key.substring(0, first + 1) : key;
    }

    /** The busiest since the last call. */
    synchronized List<String> lines() {
        double seconds = Math.max(0.001, (System.nanoTime() - since) / 1e9);
        List<String> lines = new ArrayList<>(List.of("CHANGES/S  PREFIX"));
        changes.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(SHOWN)
                .forEach(each ->
                        lines.add(String.format(Locale.ROOT, "%9.1f  %s", each.getValue() / seconds, each.getKey())));
        changes.clear();
        since = System.nanoTime();
        return lines;
    }

    @Override
    public void close() {
        watches.close();
    }
}
