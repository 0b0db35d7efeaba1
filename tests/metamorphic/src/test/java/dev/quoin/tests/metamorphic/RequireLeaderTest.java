package dev.quoin.tests.metamorphic;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.quoin.backend.mapdb.MapdbBackendProvider;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.RangeRequest;
import dev.quoin.protocol.rpc.WatchCreateRequest;
import dev.quoin.protocol.rpc.WatchRequest;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that ask for a member which knows of a leader learn that it has lost it; the others go on with what it has. */
class RequireLeaderTest {
    private static final String NO_LEADER = "etcdserver: no leader";
    private static final RangeRequest RANGE = RangeRequest.newBuilder()
            .setKey(ByteString.copyFromUtf8("key"))
            .setSerializable(true)
            .build();
    private static final WatchRequest WATCH = WatchRequest.newBuilder()
            .setCreateRequest(WatchCreateRequest.newBuilder().setKey(ByteString.copyFromUtf8("key")))
            .build();

    @TempDir
    private Path folder;

    @Test
    void callsThatRequireALeaderEndWhereThereIsNone() {
        try (Trio trio = Trio.start(new MapdbBackendProvider(), folder)) {
            Trio.Member member = trio.member(0);
            RecordedCall bound = member.stream(EtcdMethods.WATCH, WATCH, true);
            RecordedCall unbound = member.stream(EtcdMethods.WATCH, WATCH, false);
            trio.run(Duration.ofSeconds(1));
            assertThat(bound.sent()).hasSize(1);
            assertThat(member.call(EtcdMethods.KV_RANGE, RANGE, true).isOk()).isTrue();

            member.isolate();
            // A leader needs an election timeout to notice, and a follower up to two.
            trio.run(Duration.ofMillis(2200));
            RecordedCall refused = member.call(EtcdMethods.KV_RANGE, RANGE, true);
            assertThat(refused.text()).isEqualTo(NO_LEADER);
            assertThat(member.call(EtcdMethods.KV_RANGE, RANGE).isOk()).isTrue();
            RecordedCall late = member.stream(EtcdMethods.WATCH, WATCH, true);
            trio.run(Duration.ofMillis(1));
            assertThat(late.text()).isEqualTo(NO_LEADER);
            assertThat(bound.isEnded()).isFalse();

            trio.run(Duration.ofSeconds(4));
            assertThat(bound.text()).isEqualTo(NO_LEADER);
            assertThat(unbound.isEnded()).isFalse();
        }
    }
}
