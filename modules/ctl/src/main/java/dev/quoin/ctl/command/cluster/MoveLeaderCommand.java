package dev.quoin.ctl.command.cluster;

import dev.quoin.ctl.cli.Command;
import dev.quoin.ctl.cli.ExitCode;
import dev.quoin.ctl.cli.ExitException;
import dev.quoin.ctl.cli.Groups;
import dev.quoin.ctl.client.Client;
import dev.quoin.ctl.client.RpcException;
import dev.quoin.ctl.run.Run;
import dev.quoin.ctl.text.GoNumber;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.MoveLeaderRequest;
import dev.quoin.protocol.rpc.MoveLeaderResponse;
import dev.quoin.protocol.rpc.StatusRequest;
import dev.quoin.protocol.rpc.StatusResponse;

/** {@code move-leader}: hands leadership to another member. */
public final class MoveLeaderCommand {
    private MoveLeaderCommand() {}

    public static Command command() {
        return new Command("move-leader", "<transferee-member-id>", "Hands leadership to another member")
                .in(Groups.CLUSTER)
                .does(arguments -> move(new Run(arguments)));
    }

    private static void move(Run run) {
        run.arguments().expect(1, 1, "move-leader command needs 1 argument");
        long target;
        try {
            target = GoNumber.parseUint(run.arguments().word(0), 16);
        } catch (GoNumber.SyntaxException e) {
            throw ExitException.badArguments(e.getMessage() + "");
        }
        MoveLeaderRequest request =
                MoveLeaderRequest.newBuilder().setTargetID(target).build();
        for (String endpoint : run.config().endpoints()) {
            try (Client client = run.open(Members.at(run, endpoint))) {
                StatusResponse status = client.call(
                        EtcdMethods.MAINTENANCE_STATUS,
                        StatusRequest.getDefaultInstance(),
                        StatusResponse.class,
                        run.limit());
                if (status.getHeader().getMemberId() == status.getLeader()) {
                    MoveLeaderResponse moved = client.call(
                            EtcdMethods.MAINTENANCE_MOVE_LEADER, request, MoveLeaderResponse.class, run.limit());
                    run.printer().moveLeader(status.getLeader(), target, moved);
                    return;
                }
            } catch (RpcException e) {
                throw run.failure(ExitCode.ERROR, "", e);
            }
        }
        throw ExitException.badArguments(
                "no leader endpoint given at [" + String.join(" ", run.config().endpoints()) + "]");
    }
}
