package dev.quoin.tests.robustness.cluster;

import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.MemberAddRequest;
import dev.quoin.protocol.rpc.MemberAddResponse;
import dev.quoin.protocol.rpc.MemberPromoteRequest;
import dev.quoin.protocol.rpc.MemberPromoteResponse;
import dev.quoin.protocol.rpc.MemberRemoveRequest;
import dev.quoin.protocol.rpc.MemberRemoveResponse;
import dev.quoin.protocol.rpc.MoveLeaderRequest;
import dev.quoin.protocol.rpc.MoveLeaderResponse;
import io.grpc.StatusRuntimeException;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Changes the members of a cluster as an operator does, who repeats what is refused because somebody has not been there for long enough. */
final class Membership {
    private static final String NOT_YET = "UNAVAILABLE: etcdserver: unhealthy cluster";

    private final Members members;

    Membership(Members members) {
        this.members = members;
    }

    /** Adds a member, and sets it up to join: it is not started. */
    Member add(boolean learner) {
        Member added = members.make();
        patiently(
                added + " is added",
                client -> client.api()
                        .call(
                                EtcdMethods.MEMBER_ADD,
                                MemberAddRequest.newBuilder()
                                        .addPeerURLs(added.gate().url())
                                        .setIsLearner(learner)
                                        .build(),
                                MemberAddResponse.class));
        added.spec()
                .flag("--initial-cluster-state", "existing")
                .flag(
                        "--initial-cluster",
                        members.all().stream()
                                        .map(member -> member.name() + "="
                                                + member.gate().url())
                                        .collect(Collectors.joining(","))
                                + "," + added.name() + "=" + added.gate().url());
        return added;
    }

    void promote(long id) {
        patiently("promotion", client -> promote(client, id));
    }

    static MemberPromoteResponse promote(MemberClient client, long id) {
        return client.api()
                .call(
                        EtcdMethods.MEMBER_PROMOTE,
                        MemberPromoteRequest.newBuilder().setID(id).build(),
                        MemberPromoteResponse.class);
    }

    void remove(long id) {
        patiently("removal", client -> remove(client, id));
    }

    static MemberRemoveResponse remove(MemberClient client, long id) {
        return client.api()
                .call(
                        EtcdMethods.MEMBER_REMOVE,
                        MemberRemoveRequest.newBuilder().setID(id).build(),
                        MemberRemoveResponse.class);
    }

    static MoveLeaderResponse moveLeader(MemberClient leader, long to) {
        return leader.api()
                .call(
                        EtcdMethods.MAINTENANCE_MOVE_LEADER,
                        MoveLeaderRequest.newBuilder().setTargetID(to).build(),
                        MoveLeaderResponse.class);
    }

    private interface Change<T> {
        T make(MemberClient client);
    }

    private <T> T patiently(String what, Change<T> change) {
        try (MemberClient client = members.up().getFirst().client()) {
            Supplier<Optional<T>> attempt = () -> {
                try {
                    return Optional.of(change.make(client));
                } catch (StatusRuntimeException e) {
                    if (!MemberClient.told(e).equals(NOT_YET)) {
                        throw e;
                    }
                    return Optional.empty();
                }
            };
            return Eventually.get(what, Eventually.PATIENCE, attempt);
        }
    }
}
