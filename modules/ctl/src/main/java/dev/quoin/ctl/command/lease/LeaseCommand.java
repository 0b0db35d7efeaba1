package dev.quoin.ctl.command.lease;

import dev.quoin.ctl.cli.Command;
import dev.quoin.ctl.cli.ExitCode;
import dev.quoin.ctl.cli.ExitException;
import dev.quoin.ctl.cli.Flag;
import dev.quoin.ctl.cli.Groups;
import dev.quoin.ctl.client.Client;
import dev.quoin.ctl.client.KeepAlive;
import dev.quoin.ctl.client.RpcException;
import dev.quoin.ctl.run.Run;
import dev.quoin.ctl.text.GoNumber;
import dev.quoin.ctl.text.Raw;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.*;

/** {@code lease} and what stands below it. */
public final class LeaseCommand {
    private LeaseCommand() {}

    public static Command command() {
        return new Command("lease", "<subcommand>", "Grants, renews, shows and revokes leases")
                .in(Groups.KEYS)
                .with(
                        new Command("grant", "<ttl>", "Grants a lease for so many seconds")
                                .does(arguments -> grant(new Run(arguments))),
                        new Command("revoke", "<leaseID>", "Revokes a lease, which removes its keys")
                                .does(arguments -> revoke(new Run(arguments))),
                        new Command("timetolive", "<leaseID> [options]", "Shows how long a lease will live")
                                .flags(Flag.bool("keys", "print the keys that hang on it"))
                                .does(arguments -> timeToLive(new Run(arguments))),
                        new Command("list", "", "Lists the leases").does(arguments -> list(new Run(arguments))),
                        new Command("keep-alive", "[options] <leaseID>", "Renews a lease until it is gone")
                                .flags(Flag.bool("once", "renew it once and end"))
                                .does(arguments -> keepAlive(new Run(arguments))));
    }

    private static void grant(Run run) {
        run.arguments().expect(1, 1, "lease grant command needs TTL argument");
        long ttl;
        try {
            ttl = GoNumber.parseInt(run.arguments().word(0), 10);
        } catch (GoNumber.SyntaxException e) {
            throw ExitException.badArguments("bad TTL (" + e.getMessage() + ")");
        }
        LeaseGrantRequest request = LeaseGrantRequest.newBuilder().setTTL(ttl).build();
        try (Client client = run.open()) {
            run.printer().grant(client.call(EtcdMethods.LEASE_GRANT, request, LeaseGrantResponse.class, run.limit()));
        } catch (RpcException e) {
            throw run.failure(ExitCode.ERROR, "failed to grant lease", e);
        }
    }

    private static void revoke(Run run) {
        run.arguments().expect(1, 1, "lease revoke command needs 1 argument");
        long id = id(run);
        LeaseRevokeRequest request = LeaseRevokeRequest.newBuilder().setID(id).build();
        try (Client client = run.open()) {
            run.printer()
                    .revoke(id, client.call(EtcdMethods.LEASE_REVOKE, request, LeaseRevokeResponse.class, run.limit()));
        } catch (RpcException e) {
            throw run.failure(ExitCode.ERROR, "failed to revoke lease", e);
        }
    }

    private static void timeToLive(Run run) {
        run.arguments().expect(1, 1, "lease timetolive command needs lease ID as argument");
        boolean keys = run.flags().on("keys");
        LeaseTimeToLiveRequest request =
                LeaseTimeToLiveRequest.newBuilder().setID(id(run)).setKeys(keys).build();
        run.with(
                ExitCode.BAD_CONNECTION,
                client -> run.printer()
                        .timeToLive(
                                client.call(
                                        EtcdMethods.LEASE_TIME_TO_LIVE,
                                        request,
                                        LeaseTimeToLiveResponse.class,
                                        run.limit()),
                                keys));
    }

    private static void list(Run run) {
        run.with(
                ExitCode.BAD_CONNECTION,
                client -> run.printer()
                        .leases(client.call(
                                EtcdMethods.LEASE_LEASES,
                                LeaseLeasesRequest.getDefaultInstance(),
                                LeaseLeasesResponse.class,
                                run.limit())));
    }

    private static void keepAlive(Run run) {
        run.arguments().expect(1, 1, "lease keep-alive command needs lease ID as argument");
        long id = id(run);
        run.with(ExitCode.BAD_CONNECTION, client -> {
            if (run.flags().on("once")) {
                run.printer().keepAlive(KeepAlive.once(client, id, run.limit()));
                return;
            }
            new KeepAlive(client, id).run(answer -> {
                run.printer().keepAlive(answer);
                run.out().flush();
            });
            if (run.printer().is("simple")) {
                run.out().println("lease " + Raw.hex16(id) + " expired or revoked.");
            }
        });
    }

    private static long id(Run run) {
        try {
            return GoNumber.parseInt(run.arguments().word(0), 16);
        } catch (GoNumber.SyntaxException e) {
            throw ExitException.badArguments("bad lease ID arg (" + e.getMessage() + "), expecting ID in Hex");
        }
    }
}
