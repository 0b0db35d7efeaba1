package dev.quoin.core.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.quoin.api.transport.StatusCode;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.MemberRemoveRequest;
import dev.quoin.protocol.rpc.PutRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An observer hears who asked for what, and what came of it. */
class AuditTest {
    private final List<String> heard = new ArrayList<>();

    @Test
    void hearsOfWritesRefusalsAndMembershipChanges() {
        try (NodeFixture fixture = new NodeFixture((asker, address, method, request, code, text) ->
                heard.add(asker + " " + method + " " + request.remaining() + " " + code + " " + text))) {
            PutRequest put = PutRequest.newBuilder()
                    .setKey(ByteString.copyFromUtf8("k"))
                    .setValue(ByteString.copyFromUtf8("v"))
                    .build();
            fixture.ask(EtcdMethods.KV_PUT, put);
            fixture.call(EtcdMethods.KV_PUT, PutRequest.getDefaultInstance());
            RecordedCall removal = fixture.call(
                    EtcdMethods.MEMBER_REMOVE,
                    MemberRemoveRequest.newBuilder().setID(7).build());
            assertThat(removal.status).isEqualTo(StatusCode.NOT_FOUND);
            assertThat(heard)
                    .containsExactly(
                            "anonymous /etcdserverpb.KV/Put " + put.getSerializedSize() + " OK ",
                            "anonymous /etcdserverpb.KV/Put 0 INVALID_ARGUMENT etcdserver: key is not provided",
                            "anonymous /etcdserverpb.Cluster/MemberRemove 2 NOT_FOUND etcdserver: member not found");
        }
    }
}
