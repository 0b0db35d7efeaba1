package dev.quoin.ctl.command.cluster;

import dev.quoin.ctl.cli.Arguments;
import dev.quoin.ctl.cli.Command;
import dev.quoin.ctl.cli.ExitCode;
import dev.quoin.ctl.cli.ExitException;
import dev.quoin.ctl.cli.Groups;
import dev.quoin.ctl.run.Run;
import dev.quoin.ctl.text.Raw;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.DowngradeRequest;
import dev.quoin.protocol.rpc.DowngradeRequest.DowngradeAction;
import dev.quoin.protocol.rpc.DowngradeResponse;

/** {@code downgrade} and what stands below it. */
public final class DowngradeCommand {
    private DowngradeCommand() {}

    public static Command command() {
        return new Command("downgrade", "<TARGET_VERSION>", "Prepares the cluster for an older version")
                .in(Groups.CLUSTER)
                .with(
                        new Command("validate", "<TARGET_VERSION>", "Says whether a downgrade is possible")
                                .does(arguments ->
                                        run(arguments, "validate", DowngradeAction.VALIDATE, version(arguments))),
                        new Command("enable", "<TARGET_VERSION>", "Begins a downgrade")
                                .does(arguments ->
                                        run(arguments, "enable", DowngradeAction.ENABLE, version(arguments))),
                        new Command("cancel", "", "Ends a downgrade that was begun")
                                .does(arguments -> run(arguments, "cancel", DowngradeAction.CANCEL, "")));
    }

    private static String version(Arguments arguments) {
        arguments.expect(1, Integer.MAX_VALUE, "TARGET_VERSION not provided");
        arguments.expect(1, 1, "too many arguments");
        if (arguments.word(0).isEmpty()) {
            throw ExitException.badArguments("target version not provided");
        }
        return arguments.word(0);
    }

    private static void run(Arguments arguments, String name, DowngradeAction action, String version) {
        Run run = new Run(arguments);
        DowngradeRequest request = DowngradeRequest.newBuilder()
                .setAction(action)
                .setVersion(Raw.text(version))
                .build();
        run.with(
                ExitCode.ERROR,
                client -> run.printer()
                        .downgrade(
                                name,
                                client.call(
                                        EtcdMethods.MAINTENANCE_DOWNGRADE,
                                        request,
                                        DowngradeResponse.class,
                                        run.limit())));
    }
}
