package dev.quoin.core.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.LeaseGrantRequest;
import dev.quoin.protocol.rpc.LeaseTimeToLiveRequest;
import dev.quoin.protocol.rpc.LeaseTimeToLiveResponse;
import dev.quoin.protocol.rpc.PutRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The time that a client sees of a lease only falls, and ends in nothing. */
class LeaseEndTest {
    @Test
    void theTimeLeftFallsUntilTheLeaseIsGone() throws Exception {
        try (NodeFixture fixture = new NodeFixture()) {
            fixture.ask(
                    EtcdMethods.LEASE_GRANT,
                    LeaseGrantRequest.newBuilder().setID(7).setTTL(2).build());
            fixture.ask(
                    EtcdMethods.KV_PUT,
                    PutRequest.newBuilder()
                            .setKey(ByteString.copyFromUtf8("k"))
                            .setLease(7)
                            .build());
            List<Long> seen = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                seen.add(look(fixture).getTTL());
                fixture.host.simulation().runFor(Duration.ofMillis(10));
            }
            assertThat(seen.stream().distinct().toList()).containsExactly(2L, 1L, 0L, -1L);
            LeaseTimeToLiveResponse last = look(fixture);
            assertThat(last.getGrantedTTL()).isZero();
            assertThat(last.getKeysCount()).isZero();
        }
    }

    private static LeaseTimeToLiveResponse look(NodeFixture fixture) throws Exception {
        return LeaseTimeToLiveResponse.parseFrom(fixture.ask(
                EtcdMethods.LEASE_TIME_TO_LIVE,
                LeaseTimeToLiveRequest.newBuilder().setID(7).setKeys(true).build()));
    }
}
