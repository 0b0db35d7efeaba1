package dev.quoin.tests.robustness.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.CompactionRequest;
import dev.quoin.protocol.rpc.CompactionResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A member on each backend in one cluster, under puts, deletes, transactions, leases, watches, compactions and changes of the leader: all have
 * the same hash in the end, nothing acknowledged is lost, and the watchers of all members were told the same.
 * {@code -Dquoin.mixed.seconds=600} is how long, {@code -Dquoin.mixed.seed=…} repeats a run's choices.
 */
class MixedBackendsIT {
    private static final int SECONDS = Integer.getInteger("quoin.mixed.seconds", 15);
    private static final long SEED = Long.getLong("quoin.mixed.seed", new Random().nextLong());
    private static final List<String> BACKENDS = List.of("rocksdb", "lmdb", "mapdb");
    private static final int WORKERS = 4;
    private static final int ROUND_SECONDS = 5;
    private static final int KEPT_REVISIONS = 500;

    @TempDir
    Path folder;

    private final List<MixedWorker> mixed = new ArrayList<>();
    private final List<Watcher> watchers = new ArrayList<>();
    private final List<Client> clients = new ArrayList<>();

    @Test
    void allBackendsAgree() {
        System.out.println("mixed load for " + SECONDS + " s, -Dquoin.mixed.seed=" + SEED);
        try (Members members = members()) {
            long before = members.get(0).revision();
            members.awaitRevision(before);
            try (Workers workers = new Workers();
                    Workers watching = new Workers()) {
                begin(members, workers, watching, before);
                disturb(members, workers);
                workers.close();
                workers.check();
                long end = end(members);
                members.requireEqualHashes(end);
                verifyEvents(end);
                watching.check();
                verifyAcknowledged(members);
                members.all().forEach(Member::kill);
                watching.close();
            }
        }
    }

    /** Also when something was wrong: their connections would be found open when they are collected, in the midst of another test. */
    @AfterEach
    void closeClients() {
        clients.forEach(Client::close);
    }

    private Members members() {
        Members members = Members.founders(folder, BACKENDS.size());
        for (int i = 0; i < BACKENDS.size(); i++) {
            members.get(i).spec().flag("--backend", BACKENDS.get(i));
        }
        return members.start();
    }

    private void begin(Members members, Workers workers, Workers watching, long before) {
        Random seeds = new Random(SEED);
        for (int i = 0; i < WORKERS; i++) {
            Client client = new Client(members, i);
            clients.add(client);
            MixedWorker worker = new MixedWorker(client, "w" + i, new Random(seeds.nextLong()));
            mixed.add(worker);
            workers.begin("w" + i, worker::step);
        }
        for (Member member : members.all()) {
            Watcher watcher = new Watcher(member, before);
            watchers.add(watcher);
            watching.begin("watch " + member, watcher::watch);
        }
    }

    /** In each round the leader hands over, or is killed and started again, and the past is compacted. */
    private void disturb(Members members, Workers workers) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        for (int round = 0; System.nanoTime() < until; round++) {
            long roundEnd = Math.min(until, System.nanoTime() + TimeUnit.SECONDS.toNanos(ROUND_SECONDS));
            Eventually.until("the end of the round", () -> System.nanoTime() >= roundEnd);
            workers.check();
            Member leader = members.leader();
            if (round % 2 == 0) {
                handOver(members, leader);
            } else {
                leader.kill();
                members.leader();
                leader.start();
            }
            compact(members);
        }
    }

    private static void handOver(Members members, Member leader) {
        Member to = members.others(leader).getFirst();
        try (MemberClient client = leader.client()) {
            Membership.moveLeader(client, to.id());
        }
        Eventually.until(to + " leads", () -> members.leader() == to);
    }

    private void compact(Members members) {
        long seen = watchers.stream().mapToLong(Watcher::last).min().orElseThrow();
        if (seen > KEPT_REVISIONS) {
            try (MemberClient client = members.leader().client()) {
                CompactionRequest request = CompactionRequest.newBuilder()
                        .setRevision(seen - KEPT_REVISIONS)
                        .build();
                client.api().call(EtcdMethods.KV_COMPACT, request, CompactionResponse.class);
            }
        }
    }

    /** When all short leases have run out: then nothing changes any more. */
    private static long end(Members members) {
        try (MemberClient client = members.leader().client()) {
            client.put("end", "of the load");
            long[] revision = {0};
            long[] since = {System.nanoTime()};
            Eventually.until("three seconds without a change", () -> {
                long now = client.revision();
                if (now != revision[0]) {
                    revision[0] = now;
                    since[0] = System.nanoTime();
                }
                return System.nanoTime() - since[0] > TimeUnit.SECONDS.toNanos(3);
            });
            return revision[0];
        }
    }

    private void verifyEvents(long end) {
        for (Watcher watcher : watchers) {
            Eventually.until("all events", () -> watcher.last() >= end);
            assertThat(watcher.events()).isEqualTo(watchers.getFirst().events());
        }
        System.out.println("revision " + end + ", "
                + watchers.getFirst().events().size() + " events on each member, equal hashes");
    }

    /** After this the watchers, to whom nothing has come for a while, may have given up. */
    private void verifyAcknowledged(Members members) {
        for (Member member : members.all()) {
            try (MemberClient client = member.client()) {
                mixed.forEach(worker -> worker.verify(client));
            }
        }
        mixed.forEach(worker -> System.out.println(worker.summary()));
    }
}
