package dev.quoin.ctl.command.lock;

import com.google.protobuf.ByteString;
import dev.quoin.ctl.cli.Command;
import dev.quoin.ctl.cli.ExitCode;
import dev.quoin.ctl.cli.ExitException;
import dev.quoin.ctl.cli.Flag;
import dev.quoin.ctl.cli.Groups;
import dev.quoin.ctl.client.Client;
import dev.quoin.ctl.client.RpcException;
import dev.quoin.ctl.run.Processes;
import dev.quoin.ctl.run.Run;
import dev.quoin.ctl.run.Signals;
import dev.quoin.ctl.text.Raw;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.RangeRequest;
import dev.quoin.protocol.rpc.RangeResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** {@code lock}: holds a lock until it is told to end, or while a command runs. */
public final class LockCommand {
    private static final long SECONDS = 10;

    private LockCommand() {}

    public static Command command() {
        return new Command("lock", "<lockname> [exec-command arg1 arg2 ...]", "Holds a lock, while a command runs")
                .in(Groups.CONCURRENCY)
                .flags(Flag.number("ttl", SECONDS, "seconds after which the lock of a dead process is free again"))
                .does(arguments -> lock(new Run(arguments)));
    }

    private static void lock(Run run) {
        run.arguments()
                .expect(1, Integer.MAX_VALUE, "lock takes a lock name argument and an optional command to execute");
        run.with(ExitCode.ERROR, client -> {
            long seconds = run.flags().number("ttl") > 0 ? run.flags().number("ttl") : 60;
            Session session = Session.open(client, seconds, run.limit());
            CompletableFuture<Integer> stop = Signals.take();
            Queue queue = new Queue(client, run.arguments().word(0), session);
            long revision = queue.enter(ByteString.EMPTY, run.limit()).getRevision();
            if (!queue.waitForTurn(stop)) {
                queue.leave(run.freshLimit());
                throw ExitException.of(ExitCode.ERROR, "context canceled");
            }
            List<String> command =
                    run.arguments().words().subList(1, run.arguments().count());
            if (command.isEmpty()) {
                hold(run, client, queue, session, stop);
            } else {
                runUnder(run, queue, revision, command);
            }
        });
    }

    private static void runUnder(Run run, Queue queue, long revision, List<String> command) throws RpcException {
        Processes.Ended ended = Processes.run(
                command, Map.of("ETCD_LOCK_KEY", Raw.of(queue.key()), "ETCD_LOCK_REV", Long.toString(revision)));
        queue.leave(run.freshLimit());
        if (!ended.failure().isEmpty()) {
            throw ExitException.of(ended.code() < 0 ? ExitCode.ERROR : ended.code(), ended.failure());
        }
    }

    private static void hold(Run run, Client client, Queue queue, Session session, CompletableFuture<Integer> stop)
            throws RpcException {
        RangeRequest get = RangeRequest.newBuilder().setKey(queue.key()).build();
        RangeResponse held = client.call(EtcdMethods.KV_RANGE, get, RangeResponse.class, run.freshLimit());
        if (held.getKvsCount() == 0) {
            throw ExitException.of(ExitCode.ERROR, "lock lost on init");
        }
        run.printer().get(held, false);
        run.out().flush();
        CompletableFuture.anyOf(stop, session.lost())
                .handle((done, failure) -> true)
                .join();
        if (!stop.isDone()) {
            throw ExitException.of(ExitCode.ERROR, "session expired");
        }
        queue.leave(run.freshLimit());
    }
}
