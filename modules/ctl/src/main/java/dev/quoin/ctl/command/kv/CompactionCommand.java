package dev.quoin.ctl.command.kv;

import dev.quoin.ctl.cli.Command;
import dev.quoin.ctl.cli.ExitCode;
import dev.quoin.ctl.cli.ExitException;
import dev.quoin.ctl.cli.Flag;
import dev.quoin.ctl.cli.Groups;
import dev.quoin.ctl.run.Run;
import dev.quoin.ctl.text.GoNumber;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.CompactionRequest;
import dev.quoin.protocol.rpc.CompactionResponse;

/** {@code compaction}: forgets old revisions. */
public final class CompactionCommand {
    private CompactionCommand() {}

    public static Command command() {
        return new Command("compaction", "[options] <revision>", "Forgets what was replaced up to a revision")
                .in(Groups.KEYS)
                .flags(Flag.bool("physical", "wait until the old revisions are gone from the disk, too"))
                .does(arguments -> compact(new Run(arguments)));
    }

    private static void compact(Run run) {
        run.arguments().expect(1, 1, "compaction command needs 1 argument");
        long revision;
        try {
            revision = GoNumber.parseInt(run.arguments().word(0), 10);
        } catch (GoNumber.SyntaxException e) {
            throw ExitException.of(ExitCode.ERROR, e.getMessage() + "");
        }
        CompactionRequest request = CompactionRequest.newBuilder()
                .setRevision(revision)
                .setPhysical(run.flags().on("physical"))
                .build();
        run.with(ExitCode.ERROR, client -> {
            client.call(EtcdMethods.KV_COMPACT, request, CompactionResponse.class, run.limit());
            run.out().println("compacted revision " + revision);
        });
    }
}
