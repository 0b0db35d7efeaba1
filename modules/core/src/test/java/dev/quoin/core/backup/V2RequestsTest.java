package dev.quoin.core.backup;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import dev.quoin.protocol.internal.InternalRaftRequest;
import dev.quoin.protocol.rpc.PutRequest;
import org.junit.jupiter.api.Test;

/** Requests of version 2 become those of version 3, whether they stand bare in the log or inside one of version 3. */
class V2RequestsTest {
    private static ByteString v2(String method, String path, String value) {
        return UnknownFieldSet.newBuilder()
                .addField(1, UnknownFieldSet.Field.newBuilder().addVarint(77).build())
                .addField(2, text(method))
                .addField(3, text(path))
                .addField(4, text(value))
                .addField(5, UnknownFieldSet.Field.newBuilder().addVarint(0).build())
                .build()
                .toByteString();
    }

    private static UnknownFieldSet.Field text(String text) {
        return UnknownFieldSet.Field.newBuilder()
                .addLengthDelimited(ByteString.copyFromUtf8(text))
                .build();
    }

    private static ByteString nested(ByteString v2) {
        return UnknownFieldSet.newBuilder()
                .addField(
                        2,
                        UnknownFieldSet.Field.newBuilder()
                                .addLengthDelimited(v2)
                                .build())
                .build()
                .toByteString();
    }

    private static InternalRaftRequest modern(ByteString data) throws InvalidProtocolBufferException {
        return InternalRaftRequest.parseFrom(V2Requests.modern(data));
    }

    @Test
    void namesOfMembers() throws InvalidProtocolBufferException {
        String json = "{\"name\":\"alpha\",\"clientURLs\":[\"http://h:1\",\"http://h:2\"]}";
        ByteString v2 = v2("PUT", "/0/members/8e9e05c52164694d/attributes", json);
        for (ByteString data : new ByteString[] {v2, nested(v2)}) {
            InternalRaftRequest request = modern(data);
            assertThat(request.getHeader().getID()).isEqualTo(77);
            assertThat(request.getClusterMemberAttrSet().getMemberID()).isEqualTo(0x8e9e05c52164694dL);
            assertThat(request.getClusterMemberAttrSet().getMemberAttributes().getName())
                    .isEqualTo("alpha");
            assertThat(request.getClusterMemberAttrSet().getMemberAttributes().getClientUrlsList())
                    .containsExactly("http://h:1", "http://h:2");
        }
    }

    @Test
    void theVersionOfTheCluster() throws InvalidProtocolBufferException {
        ByteString v2 = v2("PUT", "/0/version", "3.5.0");
        assertThat(modern(v2).getClusterVersionSet().getVer()).isEqualTo("3.5.0");
        assertThat(modern(nested(v2)).getClusterVersionSet().getVer()).isEqualTo("3.5.0");
    }

    @Test
    void whatVersion2CouldDoElse() throws InvalidProtocolBufferException {
        assertThat(V2Requests.modern(v2("SYNC", "", ""))).isEqualTo(ByteString.EMPTY);
        assertThat(V2Requests.modern(v2("PUT", "/1/key", "value"))).isEqualTo(ByteString.EMPTY);
        assertThat(V2Requests.modern(nested(v2("QGET", "/1/key", "")))).isEqualTo(ByteString.EMPTY);
    }

    @Test
    void requestsOfVersion3StayAsTheyAre() throws InvalidProtocolBufferException {
        ByteString put = InternalRaftRequest.newBuilder()
                .setPut(PutRequest.newBuilder().setKey(ByteString.copyFromUtf8("key")))
                .build()
                .toByteString();
        assertThat(V2Requests.modern(put)).isSameAs(put);
        assertThat(V2Requests.modern(ByteString.EMPTY)).isEqualTo(ByteString.EMPTY);
    }
}
