package dev.quoin.ctl.command.cluster;

import dev.quoin.ctl.cli.Command;
import dev.quoin.ctl.cli.ExitCode;
import dev.quoin.ctl.cli.ExitException;
import dev.quoin.ctl.cli.Groups;
import dev.quoin.ctl.client.Client;
import dev.quoin.ctl.client.Limit;
import dev.quoin.ctl.client.RpcException;
import dev.quoin.ctl.run.Run;
import dev.quoin.ctl.text.Raw;
import java.io.IOException;

/** {@code snapshot} and what stands below it. */
public final class SnapshotCommand {
    private SnapshotCommand() {}

    public static Command command() {
        return new Command("snapshot", "<subcommand>", "Takes snapshots of a member")
                .in(Groups.CLUSTER)
                .with(new Command("save", "<filename>", "Writes a snapshot of a member to a file")
                        .describe("Writes a snapshot of a member to a file. It takes as long as it takes, unless "
                                + "--command-timeout is given. The file has its name only when it is complete.")
                        .does(arguments -> save(new Run(arguments))));
    }

    private static void save(Run run) {
        run.arguments().expect(1, 1, "snapshot save expects one argument <filename>");
        if (run.config().endpoints().size() != 1) {
            throw ExitException.of(
                    ExitCode.INTERRUPTED,
                    "snapshot must be requested to one selected node, not multiple ["
                            + String.join(" ", run.config().endpoints()) + "]");
        }
        Limit limit = run.flags().isGiven("command-timeout") ? run.limit() : Limit.none();
        String path = run.arguments().word(0);
        try (Client client = run.open()) {
            String version = SnapshotFile.save(client, Raw.text(path), limit);
            run.out().println("Snapshot saved at " + path);
            if (!version.isEmpty()) {
                run.out().println("Server version " + version);
            }
        } catch (RpcException e) {
            throw run.failure(ExitCode.INTERRUPTED, "", e);
        } catch (IOException e) {
            throw ExitException.of(ExitCode.INTERRUPTED, Raw.ofText(String.valueOf(e.getMessage())));
        }
    }
}
