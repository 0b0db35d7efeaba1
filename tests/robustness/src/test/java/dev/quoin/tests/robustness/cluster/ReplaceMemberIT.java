package dev.quoin.tests.robustness.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.tests.harness.Etcdctl;
import dev.quoin.tests.harness.Peer;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A failed member, the leader, is replaced under load as Kubernetes' guide for etcd has it: removed, another one added, and started with what etcdctl printed. */
class ReplaceMemberIT {
    private static final int SIZE = 3;
    private static final int PUTS = 100;
    private static final Pattern PRINTED = Pattern.compile("(ETCD_[A-Z_]+)=\"(.*)\"");

    @TempDir
    Path folder;

    @Test
    void replacesTheFailedOne() {
        Assumptions.assumeTrue(Peer.find().isPresent(), Peer.missing());
        try (Members members = Members.start(folder, SIZE);
                Load load = Load.on(members)) {
            Member failing = members.leader();
            String id = Long.toHexString(failing.id());
            load.gap("kill of the leader " + failing);
            failing.kill();
            load.awaitGapEnd();
            load.awaitPuts(PUTS);
            Member replacement = replace(members, failing, id);
            members.joined(replacement);
            replacement.start();
            load.awaitPuts(PUTS);
            assertThat(EtcdctlTable.of(etcdctl(members).run("member", "list", "-w", "table"))
                            .rows())
                    .hasSize(SIZE)
                    .allSatisfy(row -> assertThat(row).containsEntry("STATUS", "started"))
                    .extracting(row -> row.get("NAME"))
                    .contains(replacement.name())
                    .doesNotContain(failing.name());
            load.verify();
        }
    }

    private static Member replace(Members members, Member failed, String id) {
        assertThat(etcdctl(members).run("member", "remove", id).expectSuccess().text())
                .contains("Member " + id + " removed from cluster");
        members.left(failed);
        Member replacement = members.make();
        String url = replacement.gate().url();
        // The others have known each other for long enough when the removal is through; one that was just elected may
        // have to wait.
        String printed = Eventually.get(
                "member add",
                Eventually.PATIENCE,
                () -> java.util.Optional.of(
                                etcdctl(members).run("member", "add", replacement.name(), "--peer-urls=" + url))
                        .filter(result -> !result.errors().contains("unhealthy cluster"))
                        .map(result -> result.expectSuccess().text()));
        Map<String, String> environment = PRINTED.matcher(printed)
                .results()
                .collect(Collectors.toMap(match -> match.group(1), match -> match.group(2)));
        assertThat(environment)
                .containsEntry("ETCD_NAME", replacement.name())
                .containsEntry("ETCD_INITIAL_CLUSTER_STATE", "existing")
                .containsEntry("ETCD_INITIAL_ADVERTISE_PEER_URLS", url)
                .containsKey("ETCD_INITIAL_CLUSTER");
        environment.forEach((variable, value) -> {
            replacement.spec().environment(variable, value);
            replacement
                    .spec()
                    .without("--"
                            + variable.substring("ETCD_".length()).toLowerCase().replace('_', '-'));
        });
        return replacement;
    }

    private static Etcdctl etcdctl(Members members) {
        return new Etcdctl(Peer.require(), members.endpoints());
    }
}
