package dev.quoin.ctl.command.cluster;

import com.google.protobuf.ByteString;
import dev.quoin.ctl.cli.ExitCode;
import dev.quoin.ctl.cli.ExitException;
import dev.quoin.ctl.client.Client;
import dev.quoin.ctl.client.Limit;
import dev.quoin.ctl.client.RpcException;
import dev.quoin.ctl.client.TlsException;
import dev.quoin.ctl.print.Printer.Health;
import dev.quoin.ctl.run.Run;
import dev.quoin.ctl.text.GoDuration;
import dev.quoin.protocol.error.EtcdError;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.*;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Asks all endpoints at once whether they serve: a linearizable get must come back, and no alarm may be raised. */
final class HealthCheck {
    private HealthCheck() {}

    static void run(Run run) {
        Queue<Health> found = new ConcurrentLinkedQueue<>();
        List<Thread> asking = Members.endpoints(run).stream()
                .map(endpoint -> Thread.ofVirtual().start(() -> found.add(check(run, endpoint))))
                .toList();
        try {
            for (Thread each : asking) {
                each.join();
            }
        } catch (InterruptedException e) {
            throw ExitException.silent(ExitCode.ERROR);
        }
        run.printer().health(List.copyOf(found));
        if (found.stream().anyMatch(each -> !each.error().isEmpty())) {
            throw ExitException.of(ExitCode.ERROR, "unhealthy cluster");
        }
    }

    private static Health check(Run run, String endpoint) {
        try (Client client = Client.open(Members.at(run, endpoint))) {
            return ask(client, endpoint, run.freshLimit());
        } catch (TlsException e) {
            return new Health(endpoint, false, "", String.valueOf(e.getMessage()));
        } catch (RpcException e) {
            return new Health(endpoint, false, "", e.text());
        }
    }

    private static Health ask(Client client, String endpoint, Limit limit) {
        long start = System.nanoTime();
        String error = "";
        RangeRequest get = RangeRequest.newBuilder()
                .setKey(ByteString.copyFromUtf8("health"))
                .build();
        try {
            client.call(EtcdMethods.KV_RANGE, get, RangeResponse.class, limit);
        } catch (RpcException e) {
            // A member that refuses this user has asked the cluster first, and so is well.
            error = e.is(EtcdError.PERMISSION_DENIED) ? "" : e.text();
        }
        String took = GoDuration.format(Duration.ofNanos(System.nanoTime() - start));
        if (error.isEmpty()) {
            error = alarms(client, limit);
        }
        return new Health(endpoint, error.isEmpty(), took, error);
    }

    private static String alarms(Client client, Limit limit) {
        try {
            AlarmResponse alarms = client.call(
                    EtcdMethods.MAINTENANCE_ALARM, AlarmRequest.getDefaultInstance(), AlarmResponse.class, limit);
            StringBuilder text = new StringBuilder();
            for (AlarmMember alarm : alarms.getAlarmsList()) {
                boolean known = alarm.getAlarm() == AlarmType.NOSPACE || alarm.getAlarm() == AlarmType.CORRUPT;
                text.append(known ? alarm.getAlarm().name() : "UNKNOWN").append(' ');
            }
            return text.isEmpty() ? "" : "Active Alarm(s): " + text;
        } catch (RpcException e) {
            return "Unable to fetch the alarm list";
        }
    }
}
