package dev.quoin.ctl.command.lock;

import dev.quoin.ctl.cli.Command;
import dev.quoin.ctl.cli.ExitCode;
import dev.quoin.ctl.cli.ExitException;
import dev.quoin.ctl.cli.Flag;
import dev.quoin.ctl.cli.Groups;
import dev.quoin.ctl.client.Client;
import dev.quoin.ctl.client.RpcException;
import dev.quoin.ctl.run.Run;
import dev.quoin.ctl.run.Signals;
import dev.quoin.ctl.text.Raw;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.RangeRequest;
import dev.quoin.protocol.rpc.RangeResponse;
import java.util.concurrent.CompletableFuture;

/** {@code elect}: stands for election, or watches who leads. */
public final class ElectCommand {
    private static final long SECONDS = 60;

    private ElectCommand() {}

    public static Command command() {
        return new Command("elect", "<election-name> [proposal]", "Stands for election, or watches who leads")
                .in(Groups.CONCURRENCY)
                .flags(Flag.bool("listen", "only watch who leads").letter("l"))
                .does(arguments -> elect(new Run(arguments)));
    }

    private static void elect(Run run) {
        run.arguments().expect(1, 2, "elect takes one election name argument and an optional proposal argument");
        boolean listen = run.flags().on("listen");
        boolean proposes = run.arguments().count() == 2;
        run.with(ExitCode.ERROR, client -> {
            if (!proposes && !listen) {
                throw ExitException.badArguments("no proposal argument but -l not set");
            }
            if (proposes && listen) {
                throw ExitException.badArguments("proposal given but -l is set");
            }
            CompletableFuture<Integer> stop = Signals.take();
            if (listen) {
                new Observer(run, client, run.arguments().word(0)).run(stop);
            } else {
                campaign(run, client, stop);
            }
        });
    }

    private static void campaign(Run run, Client client, CompletableFuture<Integer> stop) throws RpcException {
        Session session = Session.open(client, SECONDS, run.limit());
        Queue queue = new Queue(client, run.arguments().word(0), session);
        queue.enter(Raw.bytes(run.arguments().word(1)), run.limit());
        if (!queue.waitForTurn(stop)) {
            queue.leave(run.freshLimit());
            throw ExitException.of(ExitCode.ERROR, "context canceled");
        }
        RangeRequest get = RangeRequest.newBuilder().setKey(queue.key()).build();
        run.printer().get(client.call(EtcdMethods.KV_RANGE, get, RangeResponse.class, run.freshLimit()), false);
        run.out().flush();
        CompletableFuture.anyOf(stop, session.lost())
                .handle((done, failure) -> true)
                .join();
        if (!stop.isDone()) {
            throw ExitException.of(ExitCode.ERROR, "elect: session expired");
        }
        queue.leave(run.freshLimit());
    }
}
