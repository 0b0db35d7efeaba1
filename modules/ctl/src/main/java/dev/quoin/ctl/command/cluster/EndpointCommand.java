package dev.quoin.ctl.command.cluster;

import com.google.protobuf.Message;
import dev.quoin.ctl.cli.Command;
import dev.quoin.ctl.cli.ExitCode;
import dev.quoin.ctl.cli.ExitException;
import dev.quoin.ctl.cli.Flag;
import dev.quoin.ctl.cli.Groups;
import dev.quoin.ctl.client.Client;
import dev.quoin.ctl.client.RpcException;
import dev.quoin.ctl.print.Printer.AtEndpoint;
import dev.quoin.ctl.run.Run;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.*;
import java.util.ArrayList;
import java.util.List;

/** {@code endpoint} and what stands below it. */
public final class EndpointCommand {
    static final Flag CLUSTER = Flag.bool("cluster", "ask every member of the cluster, not only the endpoints given");

    private EndpointCommand() {}

    public static Command command() {
        return new Command("endpoint", "<subcommand>", "Asks members about themselves")
                .in(Groups.CLUSTER)
                .inheritedFlags(CLUSTER)
                .with(
                        new Command("health", "", "Checks that each endpoint serves")
                                .does(arguments -> HealthCheck.run(new Run(arguments))),
                        new Command("status", "", "Prints the state of each endpoint")
                                .describe(
                                        "Prints the state of each endpoint. The simple format prints its endpoint, id, "
                                                + "versions, sizes, whether it leads or learns, term, indexes, errors and "
                                                + "downgrade, separated by commas.")
                                .does(arguments -> status(new Run(arguments))),
                        new Command("hashkv", "", "Prints the hash of the history at each endpoint")
                                .inheritedFlags(Flag.number("rev", 0, "the last revision to hash (0 for the newest)"))
                                .does(arguments -> hash(new Run(arguments))));
    }

    private static void status(Run run) {
        Asked<StatusResponse> asked = ask(
                run,
                "status",
                EtcdMethods.MAINTENANCE_STATUS,
                StatusRequest.getDefaultInstance(),
                StatusResponse.class);
        run.printer().status(asked.answers());
        if (!asked.failure().isEmpty()) {
            throw ExitException.silent(ExitCode.ERROR);
        }
    }

    private static void hash(Run run) {
        HashKVRequest request = HashKVRequest.newBuilder()
                .setRevision(run.flags().number("rev"))
                .build();
        Asked<HashKVResponse> asked = ask(run, "hash", EtcdMethods.MAINTENANCE_HASH_KV, request, HashKVResponse.class);
        run.printer().hashKv(asked.answers());
        if (!asked.failure().isEmpty()) {
            throw ExitException.of(ExitCode.ERROR, asked.failure());
        }
    }

    private record Asked<R extends Message>(List<AtEndpoint<R>> answers, String failure) {}

    private static <R extends Message> Asked<R> ask(
            Run run, String what, EtcdMethods method, Message request, Class<R> answer) {
        List<AtEndpoint<R>> answers = new ArrayList<>();
        String failure = "";
        for (String endpoint : Members.endpoints(run)) {
            try (Client client = run.open(Members.at(run, endpoint))) {
                answers.add(new AtEndpoint<>(endpoint, client.call(method, request, answer, run.freshLimit())));
            } catch (RpcException e) {
                failure = e.text();
                run.err().println("Failed to get the " + what + " of endpoint " + endpoint + " (" + failure + ")");
            }
        }
        return new Asked<>(answers, failure);
    }
}
