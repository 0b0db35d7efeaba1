package dev.quoin.ctl.command.mirror;

import dev.quoin.ctl.cli.Command;
import dev.quoin.ctl.cli.ExitCode;
import dev.quoin.ctl.cli.ExitException;
import dev.quoin.ctl.cli.Flag;
import dev.quoin.ctl.cli.Flags;
import dev.quoin.ctl.cli.Groups;
import dev.quoin.ctl.client.Client;
import dev.quoin.ctl.client.ClientConfig;
import dev.quoin.ctl.client.RpcException;
import dev.quoin.ctl.client.TlsConfig;
import dev.quoin.ctl.run.ConfigReader;
import dev.quoin.ctl.run.Run;
import java.util.List;

/** {@code make-mirror}: copies keys to another cluster, and goes on copying what changes. */
public final class MirrorCommand {
    private MirrorCommand() {}

    public static Command command() {
        return new Command("make-mirror", "[options] <destination>", "Copies keys to another cluster, and keeps on")
                .in(Groups.UTILITY)
                .flags(
                        Flag.string("prefix", "", "copy only keys that begin so"),
                        Flag.number("rev", 0, "copy only what changes from this revision on"),
                        new Flag(
                                "max-txn-ops",
                                "",
                                Flag.Type.UINT,
                                "128",
                                "the largest number of changes in one request"),
                        Flag.string("dest-prefix", "", "what keys begin with at the destination instead"),
                        Flag.bool("no-dest-prefix", "leave the prefix out at the destination"),
                        Flag.string("dest-cert", "", "file of the client's certificate for the destination"),
                        Flag.string("dest-key", "", "file of the key of that certificate"),
                        Flag.string(
                                "dest-cacert", "", "file of the certificates that the destination must be signed by"),
                        Flag.on("dest-insecure-transport", "talk in clear to a destination that does not say https"),
                        Flag.string("dest-user", "", "name[:password] for the destination"),
                        Flag.string("dest-password", "", "password for the destination, if --dest-user has none"))
                .does(arguments -> mirror(new Run(arguments)));
    }

    private static void mirror(Run run) {
        run.arguments().expect(1, 1, "make-mirror takes one destination argument");
        Flags flags = run.flags();
        if (flags.on("no-dest-prefix") && !flags.text("dest-prefix").isEmpty()) {
            throw ExitException.badArguments(
                    "`--dest-prefix` and `--no-dest-prefix` cannot be set at the same time, choose one");
        }
        ClientConfig from = run.config();
        ClientConfig to = new ClientConfig(
                List.of(run.arguments().word(0)),
                from.dialTimeout(),
                from.keepAliveTime(),
                from.keepAliveTimeout(),
                from.maxSend(),
                from.maxReceive(),
                new TlsConfig(
                        flags.text("dest-cert"),
                        flags.text("dest-key"),
                        flags.text("dest-cacert"),
                        "",
                        flags.on("dest-insecure-transport"),
                        false),
                ConfigReader.who(flags.text("dest-user"), flags.text("dest-password"), "", "Destination Password: "));
        try (Client destination = run.open(to);
                Client source = run.open()) {
            new Mirror(run, source, destination).run();
        } catch (RpcException e) {
            throw run.failure(ExitCode.ERROR, "", e);
        }
    }
}
