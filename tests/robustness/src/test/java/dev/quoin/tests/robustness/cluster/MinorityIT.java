package dev.quoin.tests.robustness.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.PutRequest;
import dev.quoin.protocol.rpc.RangeRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Members that cannot reach a majority: they serve what they have to those who ask for no more, answer all else with etcd's error before the
 * client loses patience, and catch up when the path is there again.
 */
class MinorityIT {
    /** More than the seven seconds after which a member gives up, so that the error is the member's, and less than twice as much. */
    private static final Duration CLIENT_PATIENCE = Duration.ofSeconds(12);

    private static final Duration LATER = Duration.ofSeconds(2);

    private static final int PUTS = 100;
    private static final String KEY = "known/before";

    @TempDir
    Path folder;

    @Test
    void leaderAndFollowerOfFiveThatAreIsolated() {
        try (Members members = Members.start(folder, 5)) {
            putBefore(members);
            Member leader = members.leader();
            Member follower = members.others(leader).getFirst();
            List<Member> isolated = List.of(leader, follower);
            isolated.forEach(Member::retire);
            isolated.forEach(member -> member.gate().cut());
            try (MemberClient client = members.leader().client()) {
                client.put("on/the/majority", "too");
            }
            isolated.parallelStream().forEach(MinorityIT::requireMinorityAnswers);
        }
    }

    @Test
    void lastOfThree() {
        try (Members members = Members.start(folder, 3)) {
            long revision = putBefore(members);
            Member last = members.others(members.leader()).getFirst();
            members.others(last).forEach(Member::kill);
            requireMinorityAnswers(last);
            Member second = members.all().stream()
                    .filter(member -> !member.isUp())
                    .findFirst()
                    .orElseThrow();
            second.start();
            try (MemberClient client = members.leader().client()) {
                assertThat(client.put("after", "it")).isGreaterThan(revision);
            }
        }
    }

    @Test
    void isolationUnderLoad() {
        try (Members members = Members.start(folder, 3);
                Load load = Load.on(members)) {
            load.awaitPuts(PUTS);
            Member leader = members.leader();
            load.gap("isolation of the leader " + leader);
            leader.retire();
            leader.gate().cut();
            load.awaitGapEnd();
            load.awaitPuts(PUTS);
            comeBack(leader, members);
            load.awaitPuts(PUTS);
            Member follower = members.others(members.leader()).getFirst();
            follower.retire();
            follower.gate().cut();
            load.awaitPuts(PUTS);
            comeBack(follower, members);
            load.awaitPuts(PUTS);
            load.verify();
        }
    }

    private static void comeBack(Member member, Members members) {
        long now = members.up().getFirst().revision();
        member.gate().heal();
        Eventually.until(member + " catches up", () -> member.revision() >= now);
        member.resume();
    }

    private static long putBefore(Members members) {
        try (MemberClient client = members.leader().client()) {
            long revision = client.put(KEY, "value");
            members.awaitRevision(revision);
            return revision;
        }
    }

    private static void requireMinorityAnswers(Member member) {
        try (MemberClient client = member.client(CLIENT_PATIENCE)) {
            assertThat(client.get(KEY, true)).isEqualTo("value");
            ByteString key = ByteString.copyFromUtf8(KEY);
            Message request = RangeRequest.newBuilder().setKey(key).build();
            long begun = System.nanoTime();
            CompletableFuture<Message> putting = client.api()
                    .callAsync(
                            EtcdMethods.KV_PUT,
                            PutRequest.newBuilder().setKey(key).build());
            CompletableFuture<Message> reading = client.api().callAsync(EtcdMethods.KV_RANGE, request);
            // One that comes while another waits for its majority already must not wait for that one's end first.
            Eventually.until("a moment", () -> System.nanoTime() - begun > LATER.toNanos());
            CompletableFuture<Message> readingLater = client.api().callAsync(EtcdMethods.KV_RANGE, request);
            String put = error(putting);
            String read = error(reading);
            String later = error(readingLater);
            assertThat(put)
                    .isIn(
                            "UNAVAILABLE: etcdserver: request timed out",
                            "UNAVAILABLE: etcdserver: request timed out, possibly due to connection lost",
                            "UNAVAILABLE: etcdserver: request timed out, possibly due to previous leader failure");
            assertThat(read)
                    .isIn("UNAVAILABLE: etcdserver: request timed out", "UNAVAILABLE: etcdserver: leader changed");
            assertThat(later).isEqualTo("UNAVAILABLE: etcdserver: request timed out");
            System.out.println("a member without majority: put " + put + "; read " + read);
            assertThat(client.get(KEY, true)).isEqualTo("value");
        }
    }

    private static String error(CompletableFuture<Message> answer) {
        try {
            return "OK: " + answer.join();
        } catch (CompletionException e) {
            return MemberClient.told(e.getCause());
        }
    }
}
