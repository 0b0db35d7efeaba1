package dev.quoin.ctl.command.check;

import dev.quoin.ctl.cli.ExitCode;
import dev.quoin.ctl.cli.ExitException;
import dev.quoin.ctl.client.Client;
import dev.quoin.ctl.client.Limit;
import dev.quoin.ctl.client.RpcException;
import dev.quoin.ctl.command.kv.KeyRange;
import dev.quoin.ctl.run.Run;
import dev.quoin.ctl.text.GoQuote;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.*;
import java.time.Duration;

/** Makes sure that a check touches no keys but its own, and removes them afterwards. */
final class Cleanup {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Cleanup() {}

    /**
     * Ends the run if there are keys that begin as those of the check will.
     *
     * @param quote what stands around the advice
     */
    static void expectNothing(Run run, Client client, String quote) throws RpcException {
        String prefix = run.flags().text("prefix");
        KeyRange range = KeyRange.prefix(prefix);
        RangeRequest request = RangeRequest.newBuilder()
                .setKey(range.key())
                .setRangeEnd(range.end())
                .setLimit(1)
                .build();
        if (client.call(EtcdMethods.KV_RANGE, request, RangeResponse.class, run.freshLimit())
                        .getKvsCount()
                > 0) {
            throw ExitException.of(
                    ExitCode.INVALID_INPUT,
                    "prefix " + GoQuote.quote(prefix) + " has keys. Delete with " + quote + "etcdctl del --prefix "
                            + prefix + quote + " first");
        }
    }

    /** Removes the keys, and what the flags say beyond that. */
    static void after(Run run, Client client) throws RpcException {
        KeyRange range = KeyRange.prefix(run.flags().text("prefix"));
        DeleteRangeRequest delete = DeleteRangeRequest.newBuilder()
                .setKey(range.key())
                .setRangeEnd(range.end())
                .build();
        long revision = client.call(EtcdMethods.KV_DELETE_RANGE, delete, DeleteRangeResponse.class, Limit.in(PATIENCE))
                .getHeader()
                .getRevision();
        if (run.flags().on("auto-compact")) {
            run.out().println("Compacting with revision " + revision);
            CompactionRequest compact = CompactionRequest.newBuilder()
                    .setRevision(revision)
                    .setPhysical(true)
                    .build();
            client.call(EtcdMethods.KV_COMPACT, compact, CompactionResponse.class, Limit.in(PATIENCE));
            run.out().println("Compacted with revision " + revision);
        }
        if (run.flags().on("auto-defrag")) {
            for (String endpoint : run.config().endpoints()) {
                defragment(run, endpoint);
            }
        }
    }

    private static void defragment(Run run, String endpoint) throws RpcException {
        run.out().println("Defragmenting " + GoQuote.quote(endpoint));
        try (Client member = run.open(run.config().at(java.util.List.of(endpoint)))) {
            member.call(
                    EtcdMethods.MAINTENANCE_DEFRAGMENT,
                    DefragmentRequest.getDefaultInstance(),
                    DefragmentResponse.class,
                    Limit.in(PATIENCE));
        }
        run.out().println("Defragmented " + GoQuote.quote(endpoint));
    }
}
