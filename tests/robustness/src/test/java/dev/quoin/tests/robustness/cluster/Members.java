package dev.quoin.tests.robustness.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.protocol.rpc.StatusResponse;
import dev.quoin.tests.harness.NodeSpec;
import dev.quoin.tests.harness.Ports;
import dev.quoin.tests.harness.ServerProgram;
import io.grpc.StatusRuntimeException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Members of one cluster on the loopback, any number of them, each behind a gate of its own. */
final class Members implements AutoCloseable {
    private final Path folder;
    private final List<Member> members = new CopyOnWriteArrayList<>();
    private final List<Member> gone = new ArrayList<>();
    private int made;

    private Members(Path folder) {
        this.folder = folder;
    }

    /** The founders of a cluster, not started: what they are started with can still be changed. */
    static Members founders(Path folder, int count) {
        Members all = new Members(folder);
        for (int i = 0; i < count; i++) {
            all.members.add(all.make());
        }
        String cluster = all.members.stream()
                .map(member -> member.name() + "=" + member.gate().url())
                .collect(Collectors.joining(","));
        all.each(spec -> spec.flag("--initial-cluster", cluster).flag("--initial-cluster-state", "new"));
        return all;
    }

    /** Starts so many founders, and waits until all serve. */
    static Members start(Path folder, int count) {
        return founders(folder, count).start();
    }

    Members start() {
        members.forEach(Member::launch);
        members.forEach(Member::awaitReady);
        return this;
    }

    Members each(Consumer<NodeSpec> settings) {
        members.forEach(member -> settings.accept(member.spec()));
        return this;
    }

    /** A member that is not one yet: it is not started, and nobody knows of it. */
    Member make() {
        String name = "m" + made++;
        Ports ports = Ports.free();
        PeerGate gate = new PeerGate(ports.peer());
        NodeSpec spec = NodeSpec.on(ports, ServerProgram.underTest(), folder.resolve(name))
                .flag("--name", name)
                .flag("--initial-advertise-peer-urls", gate.url());
        return new Member(name, spec, gate);
    }

    /** From now on one of the cluster. */
    void joined(Member member) {
        members.add(member);
    }

    /** No longer one of the cluster; ended with the rest. */
    void left(Member member) {
        members.remove(member);
        gone.add(member);
    }

    Member get(int number) {
        return members.get(number);
    }

    List<Member> all() {
        return List.copyOf(members);
    }

    List<Member> up() {
        return members.stream().filter(Member::isUp).toList();
    }

    List<Member> others(Member one) {
        return up().stream().filter(member -> member != one).toList();
    }

    String endpoints() {
        return up().stream()
                .map(member -> member.spec().ports().clientEndpoint())
                .collect(Collectors.joining(","));
    }

    /** The one that leads. Waits until there is one, and until a majority of those that are up follow it. */
    Member leader() {
        return Eventually.get("a leader", Eventually.PATIENCE, this::leaderNow);
    }

    private Optional<Member> leaderNow() {
        for (Member member : up()) {
            try (MemberClient client = member.client()) {
                StatusResponse status = client.status();
                long id = status.getHeader().getMemberId();
                if (status.getLeader() == id && followers(id) > members.size() / 2) {
                    return Optional.of(member);
                }
            } catch (StatusRuntimeException e) {
                // It was killed meanwhile.
            }
        }
        return Optional.empty();
    }

    private long followers(long leader) {
        return up().stream()
                .filter(member -> {
                    try (MemberClient client = member.client()) {
                        return client.status().getLeader() == leader;
                    }
                })
                .count();
    }

    /** Waits until all that are up have applied as much. */
    void awaitRevision(long revision) {
        up().forEach(member ->
                Eventually.until(member + " at revision " + revision, () -> member.revision() >= revision));
    }

    /** All that are up have the same keys, versions and history at a revision, as they tell it themselves. */
    void requireEqualHashes(long revision) {
        awaitRevision(revision);
        Map<String, Integer> hashes = up().stream().collect(Collectors.toMap(Member::name, member -> {
            try (MemberClient client = member.client()) {
                return client.hash(revision).getHash();
            }
        }));
        assertThat(hashes.values().stream().distinct().toList())
                .as("hashes at revision " + revision + ": " + hashes)
                .hasSize(1);
    }

    @Override
    public void close() {
        members.forEach(Member::close);
        gone.forEach(Member::close);
    }
}
