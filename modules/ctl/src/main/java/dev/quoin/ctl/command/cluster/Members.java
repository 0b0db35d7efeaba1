package dev.quoin.ctl.command.cluster;

import dev.quoin.ctl.cli.ExitCode;
import dev.quoin.ctl.client.Client;
import dev.quoin.ctl.client.ClientConfig;
import dev.quoin.ctl.client.RpcException;
import dev.quoin.ctl.run.Run;
import dev.quoin.ctl.text.Raw;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.Member;
import dev.quoin.protocol.rpc.MemberListRequest;
import dev.quoin.protocol.rpc.MemberListResponse;
import java.util.ArrayList;
import java.util.List;

/** Commands that ask member after member. */
final class Members {
    private Members() {}

    /** The endpoints that were given, or with {@code --cluster} those of all members. */
    static List<String> endpoints(Run run) {
        if (!run.flags().on("cluster")) {
            return run.endpoints();
        }
        MemberListRequest request =
                MemberListRequest.newBuilder().setLinearizable(true).build();
        try (Client client = run.open()) {
            List<String> endpoints = new ArrayList<>();
            for (Member member : client.call(
                            EtcdMethods.MEMBER_LIST, request, MemberListResponse.class, run.freshLimit())
                    .getMembersList()) {
                member.getClientURLsList().forEach(url -> endpoints.add(Raw.ofText(url)));
            }
            return endpoints;
        } catch (RpcException e) {
            throw run.failure(
                    ExitCode.ERROR, "", e.prefixed("failed to fetch endpoints from etcd cluster member list: "));
        }
    }

    /** How to reach one member alone. */
    static ClientConfig at(Run run, String endpoint) {
        return run.config().at(List.of(endpoint.strip()));
    }
}
