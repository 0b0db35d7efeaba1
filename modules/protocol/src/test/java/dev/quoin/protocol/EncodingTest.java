package dev.quoin.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.quoin.protocol.internal.InternalRaftRequest;
import dev.quoin.protocol.internal.RequestHeader;
import dev.quoin.protocol.mvcc.KeyValue;
import dev.quoin.protocol.raft.ConfState;
import dev.quoin.protocol.raft.Entry;
import dev.quoin.protocol.raft.EntryType;
import dev.quoin.protocol.rpc.Compare;
import dev.quoin.protocol.rpc.LeaseTimeToLiveResponse;
import dev.quoin.protocol.rpc.PutRequest;
import dev.quoin.protocol.rpc.RangeRequest;
import dev.quoin.protocol.rpc.ResponseHeader;
import dev.quoin.protocol.rpc.WatchCreateRequest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Bytes worked out by hand from the encoding rules, where etcd's messages are particular about them. */
class EncodingTest {
    @Test
    void writesFieldsInTheOrderOfTheirNumbers() {
        var put = PutRequest.newBuilder()
                .setValue(utf8("bar"))
                .setKey(utf8("foo"))
                .setLease(300);

        assertThat(hex(put.build())).isEqualTo("0a03666f6f" + "1203626172" + "18ac02");
    }

    @Test
    void leavesOutWhatIsZero() {
        var tombstone = KeyValue.newBuilder()
                .setKey(utf8("a"))
                .setModRevision(4)
                .setVersion(0)
                .setLease(0);

        assertThat(hex(tombstone.build())).isEqualTo("0a0161" + "1804");
    }

    @Test
    void writesNegativeNumbersInTenBytes() {
        var gone = LeaseTimeToLiveResponse.newBuilder().setTTL(-1);

        assertThat(hex(gone.build())).isEqualTo("18ffffffffffffffffff01");
    }

    @Test
    void keepsAllBitsOfAnId() throws InvalidProtocolBufferException {
        byte[] bytes = bytes("08" + "bdefbffdfbf7efdfbf01");

        assertThat(ResponseHeader.parseFrom(bytes).getClusterId()).isEqualTo(0xbfbf_bfbf_bfaf_f7bdL);
    }

    @Test
    void packsRepeatedNumbersInProto3() {
        var filters = WatchCreateRequest.newBuilder()
                .addFilters(WatchCreateRequest.FilterType.NOPUT)
                .addFilters(WatchCreateRequest.FilterType.NODELETE);

        assertThat(hex(filters.build())).isEqualTo("2a020001");
    }

    @Test
    void writesAChosenValueEvenIfItIsZero() {
        var compare = Compare.newBuilder().setVersion(0);

        assertThat(hex(compare.build())).isEqualTo("2000");
    }

    @Test
    void putsTheHeaderOfALoggedRequestBehindTheRequest() {
        var request = InternalRaftRequest.newBuilder()
                .setHeader(RequestHeader.newBuilder().setID(7))
                .setPut(PutRequest.newBuilder().setKey(utf8("k")));

        assertThat(hex(request.build())).isEqualTo("22030a016b" + "a206020807");
    }

    @Test
    void tellsAZeroFromNothingInRaftMessages() throws InvalidProtocolBufferException {
        var entry = Entry.newBuilder().setType(EntryType.EntryNormal).setTerm(0).setIndex(1);

        assertThat(hex(entry.build())).isEqualTo("0800" + "1000" + "1801");
        assertThat(Entry.parseFrom(bytes("1801")).hasTerm()).isFalse();
    }

    @Test
    void doesNotPackRepeatedNumbersInRaftMessagesButReadsThem() throws InvalidProtocolBufferException {
        var voters = ConfState.newBuilder().addVoters(1).addVoters(2).build();

        assertThat(hex(voters)).isEqualTo("08010802");
        assertThat(ConfState.parseFrom(bytes("0a020102"))).isEqualTo(voters);
    }

    @Test
    void passesOnWhatANewerPeerWrote() throws InvalidProtocolBufferException {
        String newer = "0a016b" + "b23f0474657374";
        String newerEnum = "2863";
        String newerEntry = "0863" + "1001";

        assertThat(hex(PutRequest.parseFrom(bytes(newer)))).isEqualTo(newer);
        assertThat(RangeRequest.parseFrom(bytes(newerEnum)).getSortOrder())
                .isEqualTo(RangeRequest.SortOrder.UNRECOGNIZED);
        assertThat(RangeRequest.parseFrom(bytes(newerEnum)).getSortOrderValue()).isEqualTo(0x63);
        assertThat(Entry.parseFrom(bytes(newerEntry)).hasType()).isFalse();
        assertThat(hex(Entry.parseFrom(bytes(newerEntry)))).isEqualTo("1001" + "0863");
    }

    @Test
    void refusesCutOffAndMalformedMessages() {
        assertThatThrownBy(() -> PutRequest.parseFrom(bytes("0a03666f")))
                .isInstanceOf(InvalidProtocolBufferException.class);
        assertThatThrownBy(() -> RequestHeader.parseFrom(bytes("1201ff")))
                .as("text that is not UTF-8")
                .isInstanceOf(InvalidProtocolBufferException.class);
    }

    private static ByteString utf8(String text) {
        return ByteString.copyFromUtf8(text);
    }

    private static String hex(Message message) {
        return HexFormat.of().formatHex(message.toByteArray());
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
