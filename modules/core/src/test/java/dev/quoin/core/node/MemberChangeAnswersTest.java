package dev.quoin.core.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.api.consensus.MemberChange;
import dev.quoin.api.transport.StatusCode;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.Member;
import dev.quoin.protocol.rpc.MemberAddRequest;
import dev.quoin.protocol.rpc.MemberAddResponse;
import dev.quoin.protocol.rpc.MemberRemoveRequest;
import org.junit.jupiter.api.Test;

/** Answers to membership changes are made on the call's loop, and name the reason that the state machine had. */
class MemberChangeAnswersTest {
    @Test
    void theEnginesThreadReadsNoStore() throws Exception {
        try (NodeFixture fixture = new NodeFixture()) {
            RecordedCall add = fixture.call(EtcdMethods.MEMBER_ADD, learner("http://localhost:2390"));
            assertThat(MemberAddResponse.parseFrom(add.response()).getMembersCount())
                    .isEqualTo(2);
            assertThat(fixture.viewsOnEngineThread()).isZero();
        }
    }

    /** A refusal is explained as of when it was made, however the state has moved on since. */
    @Test
    void aVetoNamesItsReasonAlsoWhenTheStateHasMovedOn() {
        try (NodeFixture fixture = new NodeFixture()) {
            long id = 0x77;
            fixture.log().afterVeto = () -> fixture.log().apply(added(id));
            RecordedCall removal = fixture.call(
                    EtcdMethods.MEMBER_REMOVE,
                    MemberRemoveRequest.newBuilder().setID(id).build());
            assertThat(removal.status).isEqualTo(StatusCode.NOT_FOUND);
            assertThat(removal.text).isEqualTo("etcdserver: member not found");
        }
    }

    private static MemberChange added(long id) {
        return new MemberChange(
                MemberChange.Kind.ADD_VOTER,
                id,
                Member.newBuilder()
                        .setID(id)
                        .addPeerURLs("http://localhost:2391")
                        .build()
                        .toByteArray());
    }

    private static MemberAddRequest learner(String url) {
        return MemberAddRequest.newBuilder().addPeerURLs(url).setIsLearner(true).build();
    }
}
