package dev.quoin.tests.compat.move;

import com.google.protobuf.ByteString;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.AlarmRequest;
import dev.quoin.protocol.rpc.AlarmResponse;
import dev.quoin.protocol.rpc.HashKVRequest;
import dev.quoin.protocol.rpc.HashKVResponse;
import dev.quoin.protocol.rpc.LeaseLeasesRequest;
import dev.quoin.protocol.rpc.LeaseLeasesResponse;
import dev.quoin.protocol.rpc.LeaseStatus;
import dev.quoin.protocol.rpc.LeaseTimeToLiveRequest;
import dev.quoin.protocol.rpc.LeaseTimeToLiveResponse;
import dev.quoin.protocol.rpc.RangeRequest;
import dev.quoin.protocol.rpc.RangeResponse;
import dev.quoin.tests.harness.ApiClient;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything that clients can see of a server: all keys at every revision, hashes, leases with their keys, alarms. As
 * texts.
 */
final class Observed {
    private static final ByteString EVERYTHING = ByteString.copyFrom(new byte[] {0});
    private static final int HASHED_EVERY = 20;

    private Observed() {}

    static List<String> of(ApiClient client) {
        List<String> lines = new ArrayList<>();
        long last = client.call(
                        EtcdMethods.MAINTENANCE_HASH_KV, HashKVRequest.getDefaultInstance(), HashKVResponse.class)
                .getHeader()
                .getRevision();
        HashKVResponse now = hash(client, last);
        lines.add("revision " + last + " compacted " + now.getCompactRevision());
        for (long revision = Math.max(1, now.getCompactRevision()); revision <= last; revision++) {
            keys(client, revision, lines);
            // For the compacted revision itself etcd remembers, until it ends, a hash that covers what it removed.
            if (revision > now.getCompactRevision() && (revision % HASHED_EVERY == 0 || revision == last)) {
                lines.add("hash at " + revision + ": "
                        + Integer.toUnsignedString(hash(client, revision).getHash()));
            }
        }
        leases(client, lines);
        AlarmRequest alarms = AlarmRequest.getDefaultInstance();
        client.call(EtcdMethods.MAINTENANCE_ALARM, alarms, AlarmResponse.class)
                .getAlarmsList()
                .forEach(alarm -> lines.add("alarm " + alarm));
        return lines;
    }

    static String ids(ApiClient client) {
        var header = hash(client, 0).getHeader();
        return Long.toHexString(header.getClusterId()) + " " + Long.toHexString(header.getMemberId());
    }

    private static HashKVResponse hash(ApiClient client, long revision) {
        HashKVRequest request = HashKVRequest.newBuilder().setRevision(revision).build();
        return client.call(EtcdMethods.MAINTENANCE_HASH_KV, request, HashKVResponse.class);
    }

    private static void keys(ApiClient client, long revision, List<String> lines) {
        RangeRequest request = RangeRequest.newBuilder()
                .setKey(EVERYTHING)
                .setRangeEnd(EVERYTHING)
                .setRevision(revision)
                .build();
        RangeResponse response = client.call(EtcdMethods.KV_RANGE, request, RangeResponse.class);
        lines.add("at " + revision + ": " + response.getCount() + " keys, "
                + Integer.toHexString(response.getKvsList().hashCode()) + " " + response.getKvsCount());
        response.getKvsList()
                .forEach(kv -> lines.add(kv.getKey().toStringUtf8() + " " + kv.getCreateRevision() + " "
                        + kv.getModRevision() + " " + kv.getVersion() + " " + kv.getLease() + " "
                        + kv.getValue().hashCode()));
    }

    private static void leases(ApiClient client, List<String> lines) {
        LeaseLeasesRequest all = LeaseLeasesRequest.getDefaultInstance();
        client.call(EtcdMethods.LEASE_LEASES, all, LeaseLeasesResponse.class).getLeasesList().stream()
                .map(LeaseStatus::getID)
                .sorted()
                .forEach(id -> {
                    LeaseTimeToLiveRequest request = LeaseTimeToLiveRequest.newBuilder()
                            .setID(id)
                            .setKeys(true)
                            .build();
                    LeaseTimeToLiveResponse lease =
                            client.call(EtcdMethods.LEASE_TIME_TO_LIVE, request, LeaseTimeToLiveResponse.class);
                    List<String> keys = lease.getKeysList().stream()
                            .map(ByteString::toStringUtf8)
                            .sorted()
                            .toList();
                    lines.add("lease " + id + " for " + lease.getGrantedTTL() + ": " + keys);
                });
    }
}
