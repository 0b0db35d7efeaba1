package dev.quoin.tests.robustness.cluster;

import com.google.protobuf.ByteString;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.HashKVRequest;
import dev.quoin.protocol.rpc.HashKVResponse;
import dev.quoin.protocol.rpc.Member;
import dev.quoin.protocol.rpc.MemberListRequest;
import dev.quoin.protocol.rpc.MemberListResponse;
import dev.quoin.protocol.rpc.PutRequest;
import dev.quoin.protocol.rpc.PutResponse;
import dev.quoin.protocol.rpc.RangeRequest;
import dev.quoin.protocol.rpc.RangeResponse;
import dev.quoin.protocol.rpc.StatusRequest;
import dev.quoin.protocol.rpc.StatusResponse;
import dev.quoin.tests.harness.ApiClient;
import dev.quoin.tests.harness.Ports;
import io.grpc.Status;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the tests ask one member. Nothing is tried twice. */
final class MemberClient implements AutoCloseable {
    private final ApiClient api;

    /** @param patience how long an answer may take; then the call fails */
    MemberClient(Ports ports, Duration patience) {
        this.api = new ApiClient(ports, patience);
    }

    ApiClient api() {
        return api;
    }

    /** Answers with the revision. */
    long put(String key, String value) {
        return put(ByteString.copyFromUtf8(key), ByteString.copyFromUtf8(value));
    }

    long put(ByteString key, ByteString value) {
        PutRequest request = PutRequest.newBuilder().setKey(key).setValue(value).build();
        return api.call(EtcdMethods.KV_PUT, request, PutResponse.class)
                .getHeader()
                .getRevision();
    }

    /** A key's value, or an empty text. */
    String get(String key, boolean serializable) {
        RangeRequest request = RangeRequest.newBuilder()
                .setKey(ByteString.copyFromUtf8(key))
                .setSerializable(serializable)
                .build();
        RangeResponse response = api.call(EtcdMethods.KV_RANGE, request, RangeResponse.class);
        return response.getKvsCount() == 0 ? "" : response.getKvs(0).getValue().toStringUtf8();
    }

    /** How many keys begin so. */
    long count(String prefix, boolean serializable) {
        return countPrefix(prefix, serializable).getCount();
    }

    /** The newest revision that this member has applied. */
    long revision() {
        return countPrefix("none", true).getHeader().getRevision();
    }

    /** All keys that begin so, with their values, as of now. */
    Map<String, String> all(String prefix) {
        return range(prefix, RangeRequest.newBuilder()).getKvsList().stream()
                .collect(Collectors.toMap(
                        kv -> kv.getKey().toStringUtf8(), kv -> kv.getValue().toStringUtf8()));
    }

    private RangeResponse countPrefix(String prefix, boolean serializable) {
        return range(prefix, RangeRequest.newBuilder().setCountOnly(true).setSerializable(serializable));
    }

    private RangeResponse range(String prefix, RangeRequest.Builder request) {
        String end = prefix.substring(0, prefix.length() - 1) + (char) (prefix.charAt(prefix.length() - 1) + 1);
        request.setKey(ByteString.copyFromUtf8(prefix)).setRangeEnd(ByteString.copyFromUtf8(end));
        return api.call(EtcdMethods.KV_RANGE, request.build(), RangeResponse.class);
    }

    StatusResponse status() {
        return api.call(EtcdMethods.MAINTENANCE_STATUS, StatusRequest.getDefaultInstance(), StatusResponse.class);
    }

    List<Member> members() {
        MemberListRequest request =
                MemberListRequest.newBuilder().setLinearizable(true).build();
        return api.call(EtcdMethods.MEMBER_LIST, request, MemberListResponse.class)
                .getMembersList();
    }

    HashKVResponse hash(long revision) {
        HashKVRequest request = HashKVRequest.newBuilder().setRevision(revision).build();
        return api.call(EtcdMethods.MAINTENANCE_HASH_KV, request, HashKVResponse.class);
    }

    /** Code and message of what a call failed with. */
    static String told(Throwable error) {
        Status status = Status.fromThrowable(error);
        return status.getCode() + ": " + status.getDescription();
    }

    @Override
    public void close() {
        api.close();
    }
}
