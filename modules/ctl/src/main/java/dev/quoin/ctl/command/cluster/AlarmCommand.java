package dev.quoin.ctl.command.cluster;

import dev.quoin.ctl.cli.Command;
import dev.quoin.ctl.cli.ExitCode;
import dev.quoin.ctl.cli.Groups;
import dev.quoin.ctl.run.Run;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.AlarmMember;
import dev.quoin.protocol.rpc.AlarmRequest;
import dev.quoin.protocol.rpc.AlarmRequest.AlarmAction;
import dev.quoin.protocol.rpc.AlarmResponse;

/** {@code alarm} and what stands below it. */
public final class AlarmCommand {
    private AlarmCommand() {}

    public static Command command() {
        return new Command("alarm", "<subcommand>", "Lists and disarms alarms")
                .in(Groups.CLUSTER)
                .with(
                        new Command("disarm", "", "Disarms all alarms").does(arguments -> disarm(new Run(arguments))),
                        new Command("list", "", "Lists all alarms").does(arguments -> list(new Run(arguments))));
    }

    private static void list(Run run) {
        run.arguments().expect(0, 0, "alarm list command accepts no arguments");
        run.with(
                ExitCode.ERROR,
                client -> run.printer()
                        .alarm(client.call(
                                EtcdMethods.MAINTENANCE_ALARM,
                                AlarmRequest.getDefaultInstance(),
                                AlarmResponse.class,
                                run.limit())));
    }

    private static void disarm(Run run) {
        run.arguments().expect(0, 0, "alarm disarm command accepts no arguments");
        run.with(ExitCode.ERROR, client -> {
            AlarmResponse.Builder disarmed = AlarmResponse.newBuilder();
            for (AlarmMember alarm : client.call(
                            EtcdMethods.MAINTENANCE_ALARM,
                            AlarmRequest.getDefaultInstance(),
                            AlarmResponse.class,
                            run.limit())
                    .getAlarmsList()) {
                AlarmRequest request = AlarmRequest.newBuilder()
                        .setAction(AlarmAction.DEACTIVATE)
                        .setMemberID(alarm.getMemberID())
                        .setAlarm(alarm.getAlarm())
                        .build();
                disarmed.addAllAlarms(
                        client.call(EtcdMethods.MAINTENANCE_ALARM, request, AlarmResponse.class, run.limit())
                                .getAlarmsList());
            }
            run.printer().alarm(disarmed.build());
        });
    }
}
