package dev.quoin.ctl.run;

import dev.quoin.ctl.client.ClientConfig;
import dev.quoin.ctl.client.Endpoint;
import dev.quoin.ctl.client.RpcException;
import dev.quoin.protocol.error.EtcdError;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Map;

/** Says what to do next about an error. */
final class Hints {
    private static final int PROBE_MILLIS = 200;
    private static final Map<EtcdError, String> ADVICE = Map.ofEntries(
            Map.entry(EtcdError.USER_EMPTY, "The cluster asks for a user: add --user NAME, or choose a context."),
            Map.entry(EtcdError.PERMISSION_DENIED, "Another user may be allowed to: see role get and user get."),
            Map.entry(EtcdError.AUTH_FAILED, "Check --user and --password; a name may contain no colon."),
            Map.entry(EtcdError.COMPACTED, "Older revisions are gone: leave out --rev, or take a later one."),
            Map.entry(EtcdError.FUTURE_REV, "The store has not come that far: get -w fields prints its revision."),
            Map.entry(EtcdError.NO_SPACE, "Free space with compaction, del and defrag, then alarm disarm."),
            Map.entry(EtcdError.LEASE_NOT_FOUND, "lease list prints the leases there are."),
            Map.entry(EtcdError.MEMBER_NOT_FOUND, "member list prints the ids of the members."),
            Map.entry(EtcdError.EMPTY_KEY, "For all keys, add --prefix or --from-key."),
            Map.entry(EtcdError.ROLE_NOT_FOUND, "role list prints the roles there are."),
            Map.entry(EtcdError.USER_NOT_FOUND, "user list prints the users there are."),
            Map.entry(
                    EtcdError.NO_LEADER, "Most members must run and reach each other: see endpoint health --cluster."));

    private Hints() {}

    static String after(RpcException failure, ClientConfig config) {
        if (failure.isTimeout()) {
            StringBuilder lines = new StringBuilder();
            config.endpoints().forEach(each -> lines.append("\n").append(probe(Endpoint.of(each))));
            return lines.toString();
        }
        if (failure.isUnimplemented()) {
            return "\nThe server does not know this method: it is older, or it is no etcd.";
        }
        return ADVICE.entrySet().stream()
                .filter(each -> failure.is(each.getKey()))
                .map(each -> "\n" + each.getValue())
                .findFirst()
                .orElse("");
    }

    private static String probe(Endpoint endpoint) {
        if (endpoint.socket()) {
            return endpoint.text() + " did not answer: is a member listening at this socket?";
        }
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(endpoint.host(), endpoint.port()), PROBE_MILLIS);
            return endpoint.text() + " accepts connections but did not answer in time: check https against http, "
                    + "--cacert, and whether the cluster has a leader; or raise --command-timeout.";
        } catch (IOException | IllegalArgumentException e) {
            return endpoint.text() + " cannot be reached (" + e.getMessage()
                    + "): check --endpoints, and whether the member runs.";
        }
    }
}
