package dev.quoin.ctl.command.cluster;

import dev.quoin.ctl.cli.Command;
import dev.quoin.ctl.cli.ExitCode;
import dev.quoin.ctl.cli.ExitException;
import dev.quoin.ctl.cli.Groups;
import dev.quoin.ctl.client.Client;
import dev.quoin.ctl.client.RpcException;
import dev.quoin.ctl.run.Run;
import dev.quoin.ctl.text.GoDuration;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.DefragmentRequest;
import dev.quoin.protocol.rpc.DefragmentResponse;
import java.time.Duration;

/** {@code defrag}: gives back the space that a member's storage no longer needs. */
public final class DefragCommand {
    private DefragCommand() {}

    public static Command command() {
        return new Command("defrag", "", "Gives back space that the storage of members no longer needs")
                .in(Groups.CLUSTER)
                .inheritedFlags(EndpointCommand.CLUSTER)
                .does(arguments -> defragment(new Run(arguments)));
    }

    private static void defragment(Run run) {
        boolean failed = false;
        for (String endpoint : Members.endpoints(run)) {
            try (Client client = run.open(Members.at(run, endpoint))) {
                failed |= !defragment(run, client, endpoint);
            }
        }
        if (failed) {
            throw ExitException.silent(ExitCode.ERROR);
        }
    }

    private static boolean defragment(Run run, Client client, String endpoint) {
        long start = System.nanoTime();
        try {
            client.call(
                    EtcdMethods.MAINTENANCE_DEFRAGMENT,
                    DefragmentRequest.getDefaultInstance(),
                    DefragmentResponse.class,
                    run.freshLimit());
            run.out().println("Finished defragmenting etcd member[" + endpoint + "]. took " + since(start));
            return true;
        } catch (RpcException e) {
            run.err()
                    .println("Failed to defragment etcd member[" + endpoint + "]. took " + since(start) + ". ("
                            + e.text() + ")");
            return false;
        }
    }

    private static String since(long start) {
        return GoDuration.format(Duration.ofNanos(System.nanoTime() - start));
    }
}
