package dev.quoin.ctl.command.view;

import com.google.protobuf.ByteString;
import dev.quoin.ctl.client.Client;
import dev.quoin.ctl.client.Limit;
import dev.quoin.ctl.client.RpcException;
import dev.quoin.ctl.command.view.Sample.MemberSample;
import dev.quoin.ctl.run.Run;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.*;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Asks all members at once how they are, again and again over the same connections. */
final class Sampler implements AutoCloseable {
    private static final double NANOS_PER_MILLI = 1e6;

    private final Client cluster;
    private final Duration patience;
    private final Map<String, Client> members = new LinkedHashMap<>();
    private final Map<String, String> names = new HashMap<>();

    Sampler(Run run, Duration patience) throws RpcException {
        this.cluster = run.open();
        this.patience = patience;
        MemberListResponse list = cluster.call(
                EtcdMethods.MEMBER_LIST, MemberListRequest.getDefaultInstance(), MemberListResponse.class, run.limit());
        for (Member member : list.getMembersList()) {
            for (String url : member.getClientURLsList()) {
                names.put(url, member.getName());
                members.computeIfAbsent(url, at -> run.open(run.config().at(List.of(at))));
                break;
            }
        }
    }

    Sample take() throws InterruptedException {
        Queue<MemberSample> answers = new ConcurrentLinkedQueue<>();
        List<Thread> asking = new ArrayList<>();
        members.forEach((endpoint, client) ->
                asking.add(Thread.ofVirtual().start(() -> answers.add(ask(endpoint, client)))));
        double read = read();
        List<String> alarms = alarms();
        for (Thread each : asking) {
            each.join();
        }
        List<MemberSample> sorted = answers.stream()
                .sorted(java.util.Comparator.comparing(MemberSample::name).thenComparing(MemberSample::endpoint))
                .toList();
        return new Sample(System.nanoTime(), sorted, alarms, read);
    }

    private MemberSample ask(String endpoint, Client client) {
        long start = System.nanoTime();
        String name = names.getOrDefault(endpoint, "");
        try {
            StatusResponse status = client.call(
                    EtcdMethods.MAINTENANCE_STATUS,
                    StatusRequest.getDefaultInstance(),
                    StatusResponse.class,
                    Limit.in(patience));
            return new MemberSample(endpoint, name, status, millisSince(start), "");
        } catch (RpcException e) {
            return new MemberSample(endpoint, name, null, millisSince(start), e.text());
        }
    }

    private double read() {
        long start = System.nanoTime();
        RangeRequest get = RangeRequest.newBuilder()
                .setKey(ByteString.copyFromUtf8("health"))
                .setCountOnly(true)
                .build();
        try {
            cluster.call(EtcdMethods.KV_RANGE, get, RangeResponse.class, Limit.in(patience));
            return millisSince(start);
        } catch (RpcException e) {
            return -1;
        }
    }

    private List<String> alarms() {
        try {
            return cluster
                    .call(
                            EtcdMethods.MAINTENANCE_ALARM,
                            AlarmRequest.getDefaultInstance(),
                            AlarmResponse.class,
                            Limit.in(patience))
                    .getAlarmsList()
                    .stream()
                    .map(alarm -> alarm.getAlarm() + " at " + Long.toHexString(alarm.getMemberID()))
                    .toList();
        } catch (RpcException e) {
            return List.of("unknown (" + e.text() + ")");
        }
    }

    private static double millisSince(long start) {
        return (System.nanoTime() - start) / NANOS_PER_MILLI;
    }

    @Override
    public void close() {
        members.values().forEach(Client::close);
        cluster.close();
    }
}
