package dev.quoin.ctl;

import dev.quoin.ctl.cli.Command;
import dev.quoin.ctl.command.about.AboutCommands;
import dev.quoin.ctl.command.about.CompletionCommand;
import dev.quoin.ctl.command.auth.AuthCommand;
import dev.quoin.ctl.command.auth.RoleCommand;
import dev.quoin.ctl.command.auth.UserCommand;
import dev.quoin.ctl.command.check.CheckCommand;
import dev.quoin.ctl.command.cluster.AlarmCommand;
import dev.quoin.ctl.command.cluster.DefragCommand;
import dev.quoin.ctl.command.cluster.DowngradeCommand;
import dev.quoin.ctl.command.cluster.EndpointCommand;
import dev.quoin.ctl.command.cluster.MemberCommand;
import dev.quoin.ctl.command.cluster.MoveLeaderCommand;
import dev.quoin.ctl.command.cluster.SnapshotCommand;
import dev.quoin.ctl.command.kv.CompactionCommand;
import dev.quoin.ctl.command.kv.DelCommand;
import dev.quoin.ctl.command.kv.GetCommand;
import dev.quoin.ctl.command.kv.PutCommand;
import dev.quoin.ctl.command.lease.LeaseCommand;
import dev.quoin.ctl.command.lock.ElectCommand;
import dev.quoin.ctl.command.lock.LockCommand;
import dev.quoin.ctl.command.mirror.MirrorCommand;
import dev.quoin.ctl.command.txn.TxnCommand;
import dev.quoin.ctl.command.view.ContextsCommand;
import dev.quoin.ctl.command.view.DiffCommand;
import dev.quoin.ctl.command.view.LsCommand;
import dev.quoin.ctl.command.view.TopCommand;
import dev.quoin.ctl.command.watch.WatchCommand;
import dev.quoin.ctl.run.Global;

/** The tree of all commands. */
final class Commands {
    private Commands() {}

    static Command root() {
        Command root = new Command("", "", "A command line client for etcd and Quoin.").inheritedFlags(Global.flags());
        return root.with(
                GetCommand.command(),
                PutCommand.command(),
                DelCommand.command(),
                CompactionCommand.command(),
                TxnCommand.command(),
                WatchCommand.command(),
                LeaseCommand.command(),
                AlarmCommand.command(),
                DefragCommand.command(),
                DowngradeCommand.command(),
                EndpointCommand.command(),
                MemberCommand.command(),
                MoveLeaderCommand.command(),
                SnapshotCommand.command(),
                LockCommand.command(),
                ElectCommand.command(),
                AuthCommand.command(),
                RoleCommand.command(),
                UserCommand.command(),
                MirrorCommand.command(),
                CheckCommand.command(),
                CompletionCommand.command(root),
                TopCommand.command(),
                LsCommand.command(),
                DiffCommand.command(),
                ContextsCommand.command(),
                AboutCommands.version(),
                AboutCommands.options(root),
                AboutCommands.help(root));
    }
}
