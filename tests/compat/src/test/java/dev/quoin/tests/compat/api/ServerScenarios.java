package dev.quoin.tests.compat.api;

import static dev.quoin.protocol.method.EtcdMethods.*;
import static dev.quoin.tests.compat.api.RangeScenarios.delete;
import static dev.quoin.tests.compat.api.RangeScenarios.prefix;
import static dev.quoin.tests.compat.api.RangeScenarios.put;
import static dev.quoin.tests.compat.api.RangeScenarios.range;

import dev.quoin.protocol.health.HealthCheckRequest;
import dev.quoin.protocol.rpc.AlarmRequest;
import dev.quoin.protocol.rpc.AlarmType;
import dev.quoin.protocol.rpc.DowngradeRequest;
import dev.quoin.protocol.rpc.LeaseGrantRequest;
import dev.quoin.protocol.rpc.LeaseLeasesRequest;
import dev.quoin.protocol.rpc.LeaseRevokeRequest;
import dev.quoin.protocol.rpc.LeaseTimeToLiveRequest;
import dev.quoin.protocol.rpc.MemberListRequest;
import dev.quoin.protocol.rpc.StatusRequest;
import java.util.List;

/** Leases, and the server itself. */
final class ServerScenarios {

    private ServerScenarios() {}

    static List<Scenario> all() {
        return List.of(
                new Scenario("status", 7, talk -> talk.ask(MAINTENANCE_STATUS, StatusRequest.getDefaultInstance())),
                new Scenario("members", ServerScenarios::members),
                new Scenario("health", ServerScenarios::health),
                new Scenario("leases", ServerScenarios::leases),
                new Scenario("keys of leases", ServerScenarios::leasedKeys),
                new Scenario("alarms", ServerScenarios::alarms),
                new Scenario("downgrades that etcd refuses too", 7, ServerScenarios::downgrades),
                new Scenario("alarms in the status", 7, ServerScenarios::alarmsInStatus),
                new Scenario("alarms that nobody knows", 7, ServerScenarios::unknownAlarms));
    }

    private static void members(Conversation talk) {
        talk.ask(MEMBER_LIST, MemberListRequest.getDefaultInstance());
        talk.ask(MEMBER_LIST, MemberListRequest.newBuilder().setLinearizable(true));
    }

    private static void health(Conversation talk) {
        talk.ask(HEALTH_CHECK, HealthCheckRequest.getDefaultInstance());
        talk.ask(HEALTH_CHECK, HealthCheckRequest.newBuilder().setService("nosuch"));
    }

    private static void downgrades(Conversation talk) {
        for (String version : List.of("", "x", "3.1", "4.0", "3.1.2")) {
            talk.ask(MAINTENANCE_DOWNGRADE, DowngradeRequest.newBuilder().setVersion(version));
            talk.ask(
                    MAINTENANCE_DOWNGRADE,
                    DowngradeRequest.newBuilder()
                            .setAction(DowngradeRequest.DowngradeAction.ENABLE)
                            .setVersion(version));
        }
        talk.ask(
                MAINTENANCE_DOWNGRADE,
                DowngradeRequest.newBuilder().setAction(DowngradeRequest.DowngradeAction.CANCEL));
    }

    private static void leases(Conversation talk) {
        talk.ask(LEASE_GRANT, LeaseGrantRequest.newBuilder().setID(11).setTTL(900));
        talk.ask(LEASE_GRANT, LeaseGrantRequest.newBuilder().setID(11).setTTL(900));
        talk.ask(LEASE_GRANT, LeaseGrantRequest.newBuilder().setID(12).setTTL(700));
        talk.ask(LEASE_GRANT, LeaseGrantRequest.newBuilder().setID(-13).setTTL(800));
        talk.ask(LEASE_GRANT, LeaseGrantRequest.newBuilder().setID(14).setTTL(9_000_000_001L));
        talk.ask(LEASE_GRANT, LeaseGrantRequest.newBuilder().setID(15).setTTL(9_000_000_000L));
        talk.ask(LEASE_GRANT, LeaseGrantRequest.newBuilder().setID(16).setTTL(0));
        talk.ask(LEASE_REVOKE, LeaseRevokeRequest.newBuilder().setID(16));
        talk.ask(LEASE_GRANT, LeaseGrantRequest.newBuilder().setID(17).setTTL(-100));
        talk.ask(LEASE_REVOKE, LeaseRevokeRequest.newBuilder().setID(17));
        talk.ask(LEASE_LEASES, LeaseLeasesRequest.getDefaultInstance());
        talk.ask(LEASE_TIME_TO_LIVE, LeaseTimeToLiveRequest.newBuilder().setID(12));
        talk.ask(
                LEASE_TIME_TO_LIVE,
                LeaseTimeToLiveRequest.newBuilder().setID(12).setKeys(true));
        talk.ask(LEASE_TIME_TO_LIVE, LeaseTimeToLiveRequest.newBuilder().setID(999));
        talk.keepAlive(12, 999, 11, 0, 12);
        talk.ask(LEASE_REVOKE, LeaseRevokeRequest.newBuilder().setID(12));
        talk.ask(LEASE_REVOKE, LeaseRevokeRequest.newBuilder().setID(12));
        talk.ask(LEASE_REVOKE, LeaseRevokeRequest.newBuilder().setID(0));
        talk.ask(LEASE_REVOKE, LeaseRevokeRequest.newBuilder().setID(-13));
        talk.ask(LEASE_REVOKE, LeaseRevokeRequest.newBuilder().setID(15));
        talk.ask(LEASE_LEASES, LeaseLeasesRequest.getDefaultInstance());
    }

    private static void leasedKeys(Conversation talk) {
        talk.ask(LEASE_GRANT, LeaseGrantRequest.newBuilder().setID(21).setTTL(600));
        talk.ask(LEASE_GRANT, LeaseGrantRequest.newBuilder().setID(22).setTTL(600));
        talk.ask(KV_PUT, put("leased/a", "1").setLease(21));
        talk.ask(KV_PUT, put("leased/a", "2").setLease(22).setPrevKv(true));
        talk.ask(
                LEASE_TIME_TO_LIVE,
                LeaseTimeToLiveRequest.newBuilder().setID(21).setKeys(true));
        talk.ask(
                LEASE_TIME_TO_LIVE,
                LeaseTimeToLiveRequest.newBuilder().setID(22).setKeys(true));
        talk.ask(KV_PUT, put("leased/a", "3").setIgnoreLease(true).setPrevKv(true));
        talk.ask(KV_PUT, put("leased/b", "1").setLease(21));
        talk.ask(KV_PUT, put("leased/b", "2"));
        talk.ask(KV_PUT, put("leased/c", "1").setLease(21));
        talk.ask(KV_DELETE_RANGE, delete("leased/c"));
        talk.ask(
                LEASE_TIME_TO_LIVE,
                LeaseTimeToLiveRequest.newBuilder().setID(21).setKeys(true));
        talk.ask(KV_PUT, put("leased/d", "1").setLease(22));
        talk.ask(LEASE_REVOKE, LeaseRevokeRequest.newBuilder().setID(22));
        talk.ask(KV_RANGE, prefix("leased/"));
        talk.ask(LEASE_REVOKE, LeaseRevokeRequest.newBuilder().setID(21));
        talk.ask(KV_RANGE, prefix("leased/"));
    }

    private static void alarms(Conversation talk) {
        AlarmRequest.Builder space = AlarmRequest.newBuilder().setAlarm(AlarmType.NOSPACE);
        talk.ask(MAINTENANCE_ALARM, AlarmRequest.newBuilder());
        talk.ask(
                MAINTENANCE_ALARM,
                space.setAction(AlarmRequest.AlarmAction.ACTIVATE).setMemberID(42));
        talk.ask(MAINTENANCE_ALARM, AlarmRequest.newBuilder());
        talk.ask(KV_PUT, put("alarmed", "1"));
        talk.ask(KV_RANGE, range("alarmed"));
        talk.ask(KV_DELETE_RANGE, delete("alarmed"));
        talk.ask(LEASE_GRANT, LeaseGrantRequest.newBuilder().setID(31).setTTL(60));
        talk.ask(MAINTENANCE_ALARM, space.setAction(AlarmRequest.AlarmAction.DEACTIVATE));
        talk.ask(MAINTENANCE_ALARM, space);
        talk.ask(KV_PUT, put("alarmed", "1"));
    }

    /** etcd 3.5 words them differently. */
    private static void alarmsInStatus(Conversation talk) {
        AlarmRequest.Builder space =
                AlarmRequest.newBuilder().setAlarm(AlarmType.NOSPACE).setMemberID(43);
        talk.ask(MAINTENANCE_ALARM, space.setAction(AlarmRequest.AlarmAction.ACTIVATE));
        talk.ask(MAINTENANCE_STATUS, StatusRequest.getDefaultInstance());
        talk.ask(MAINTENANCE_ALARM, space.setAction(AlarmRequest.AlarmAction.DEACTIVATE));
    }

    /** Of a newer client. They are kept and listed, by their number. */
    private static void unknownAlarms(Conversation talk) {
        AlarmRequest.Builder unknown =
                AlarmRequest.newBuilder().setAlarmValue(9).setMemberID(44);
        talk.ask(MAINTENANCE_ALARM, unknown);
        talk.ask(MAINTENANCE_ALARM, unknown.setAction(AlarmRequest.AlarmAction.ACTIVATE));
        talk.ask(MAINTENANCE_ALARM, AlarmRequest.newBuilder());
        talk.ask(MAINTENANCE_STATUS, StatusRequest.getDefaultInstance());
        talk.ask(KV_PUT, put("alarmed", "1"));
        talk.ask(MAINTENANCE_ALARM, unknown.setAction(AlarmRequest.AlarmAction.DEACTIVATE));
        talk.ask(MAINTENANCE_ALARM, AlarmRequest.newBuilder());
    }
}
