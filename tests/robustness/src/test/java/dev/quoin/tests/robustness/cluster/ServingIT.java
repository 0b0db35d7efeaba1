package dev.quoin.tests.robustness.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.tests.harness.Etcdctl;
import dev.quoin.tests.harness.Peer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three members with the flags of etcd's guides: each serves what each was given, and etcdctl shows them as an operator expects. */
class ServingIT {
    private static final int SIZE = 3;

    @TempDir
    Path folder;

    @Test
    void everyMemberServesWhatEveryOtherWasGiven() {
        try (Members members = Members.start(folder, SIZE)) {
            for (Member member : members.all()) {
                try (MemberClient client = member.client()) {
                    members.awaitRevision(client.put("first/" + member, member.name()));
                }
                for (Member other : members.all()) {
                    try (MemberClient client = other.client()) {
                        assertThat(client.get("first/" + member, false)).isEqualTo(member.name());
                        assertThat(client.get("first/" + member, true)).isEqualTo(member.name());
                    }
                }
            }
            Assumptions.assumeTrue(Peer.find().isPresent(), Peer.missing());
            tablesShowThem(members, Peer.require());
        }
    }

    private static void tablesShowThem(Members members, Peer peer) {
        Member leader = members.leader();
        Etcdctl one = new Etcdctl(peer, members.get(0).spec().ports());
        EtcdctlTable list = EtcdctlTable.of(one.run("member", "list", "-w", "table"));
        EtcdctlTable status =
                EtcdctlTable.of(new Etcdctl(peer, members.endpoints()).run("endpoint", "status", "-w", "table"));
        EtcdctlTable cluster = EtcdctlTable.of(one.run("endpoint", "status", "--cluster", "-w", "table"));
        assertThat(list.rows()).hasSize(SIZE);
        assertThat(status.rows()).hasSize(SIZE);
        for (Member member : members.all()) {
            String id = Long.toHexString(member.id());
            String clientUrl = member.spec().ports().clientUrl();
            assertThat(list.row("ID", id))
                    .containsEntry("STATUS", "started")
                    .containsEntry("NAME", member.name())
                    .containsEntry("PEER ADDRS", member.gate().url())
                    .containsEntry("CLIENT ADDRS", clientUrl)
                    .containsEntry("IS LEARNER", "false");
            shows(status.row("ID", id), member.spec().ports().clientEndpoint(), member == leader, status);
            shows(cluster.row("ID", id), clientUrl, member == leader, cluster);
        }
        assertThat(one.run("endpoint", "health", "--cluster").expectSuccess().toString())
                .contains(members.all().stream()
                        .map(member -> member.spec().ports().clientUrl() + " is healthy")
                        .toList());
    }

    private static void shows(Map<String, String> row, String endpoint, boolean leads, EtcdctlTable all) {
        assertThat(row)
                .containsEntry("ENDPOINT", endpoint)
                .containsEntry("IS LEADER", Boolean.toString(leads))
                .containsEntry("IS LEARNER", "false")
                .containsEntry("RAFT TERM", all.rows().getFirst().get("RAFT TERM"))
                .containsEntry("ERRORS", "");
        assertThat(row.get("VERSION")).matches("3\\.\\d+\\.\\d+");
        assertThat(row.get("DB SIZE")).matches("[0-9.]+ [kM]?B");
        assertThat(Long.parseLong(row.get("RAFT INDEX"))).isPositive();
        assertThat(Long.parseLong(row.get("RAFT APPLIED INDEX"))).isPositive();
    }
}
