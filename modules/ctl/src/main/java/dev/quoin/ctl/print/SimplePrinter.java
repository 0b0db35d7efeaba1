package dev.quoin.ctl.print;

import com.google.protobuf.Message;
import dev.quoin.ctl.text.Raw;
import dev.quoin.protocol.mvcc.Event;
import dev.quoin.protocol.mvcc.KeyValue;
import dev.quoin.protocol.rpc.*;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Prints what a person reads, and what scripts take apart line by line. */
final class SimplePrinter extends Printer {
    private final boolean hex;
    private final PrintStream err;

    SimplePrinter(boolean hex, PrintStream out, PrintStream err) {
        super("simple", out);
        this.hex = hex;
        this.err = err;
    }

    private void pair(KeyValue pair, boolean valueOnly) {
        if (!valueOnly) {
            out.println(hex ? Raw.hex(pair.getKey()) : Raw.of(pair.getKey()));
        }
        out.println(hex ? Raw.hex(pair.getValue()) : Raw.of(pair.getValue()));
    }

    @Override
    public void get(RangeResponse response, boolean valuesOnly) {
        response.getKvsList().forEach(each -> pair(each, valuesOnly));
    }

    @Override
    public void put(PutResponse response) {
        out.println("OK");
        if (response.hasPrevKv()) {
            pair(response.getPrevKv(), false);
        }
    }

    @Override
    public void delete(DeleteRangeResponse response) {
        out.println(response.getDeleted());
        response.getPrevKvsList().forEach(each -> pair(each, false));
    }

    @Override
    public void txn(TxnResponse response) {
        out.println(response.getSucceeded() ? "SUCCESS" : "FAILURE");
        for (ResponseOp operation : response.getResponsesList()) {
            out.println();
            switch (operation.getResponseCase()) {
                case RESPONSE_RANGE -> get(operation.getResponseRange(), false);
                case RESPONSE_PUT -> put(operation.getResponsePut());
                case RESPONSE_DELETE_RANGE -> delete(operation.getResponseDeleteRange());
                case RESPONSE_TXN, RESPONSE_NOT_SET -> out.println("unexpected response " + GoText.of(operation));
            }
        }
    }

    @Override
    public void watch(WatchResponse event) {
        for (Event each : event.getEventsList()) {
            out.println(each.getType());
            if (each.hasPrevKv()) {
                pair(each.getPrevKv(), false);
            }
            pair(each.getKv(), false);
        }
    }

    @Override
    public void grant(LeaseGrantResponse response) {
        out.println("lease " + Raw.hex16(response.getID()) + " granted with TTL(" + response.getTTL() + "s)");
    }

    @Override
    public void revoke(long lease, LeaseRevokeResponse response) {
        out.println("lease " + Raw.hex16(lease) + " revoked");
    }

    @Override
    public void keepAlive(LeaseKeepAliveResponse response) {
        out.println("lease " + Raw.hex16(response.getID()) + " keepalived with TTL(" + response.getTTL() + ")");
    }

    @Override
    public void timeToLive(LeaseTimeToLiveResponse response, boolean keys) {
        String lease = "lease " + Raw.hex16(response.getID());
        if (response.getGrantedTTL() == 0 && response.getTTL() == -1) {
            out.println(lease + " already expired");
            return;
        }
        String attached = response.getKeysList().stream().map(Raw::of).collect(Collectors.joining(" "));
        out.println(lease + " granted with TTL(" + response.getGrantedTTL() + "s), remaining(" + response.getTTL()
                + "s)" + (keys ? ", attached keys([" + attached + "])" : ""));
    }

    @Override
    public void leases(LeaseLeasesResponse response) {
        out.println("found " + response.getLeasesCount() + " leases");
        response.getLeasesList().forEach(lease -> out.println(Raw.hex16(lease.getID())));
    }

    @Override
    public void alarm(AlarmResponse response) {
        response.getAlarmsList().forEach(alarm -> out.println(GoText.of(alarm)));
    }

    @Override
    public void memberAdd(MemberAddResponse response) {
        out.println("Member " + id(response.getMember().getID()) + " added"
                + (response.getMember().getIsLearner() ? " as learner " : " ") + "to cluster "
                + id(response.getHeader().getClusterId()));
    }

    @Override
    public void memberRemove(long member, MemberRemoveResponse response) {
        out.println("Member " + id(member) + " removed from cluster "
                + id(response.getHeader().getClusterId()));
    }

    @Override
    public void memberUpdate(long member, MemberUpdateResponse response) {
        out.println("Member " + id(member) + " updated in cluster "
                + id(response.getHeader().getClusterId()));
    }

    @Override
    public void memberPromote(long member, MemberPromoteResponse response) {
        out.println("Member " + id(member) + " promoted in cluster "
                + id(response.getHeader().getClusterId()));
    }

    /** Sixteen places, filled with blanks. */
    private static String id(long id) {
        String digits = Long.toHexString(id);
        return " ".repeat(16 - digits.length()) + digits;
    }

    @Override
    public void memberList(MemberListResponse response) {
        rows(Tables.members(response));
    }

    @Override
    public void health(List<Health> members) {
        for (Health each : members) {
            if (each.error().isEmpty()) {
                out.println(each.endpoint() + " is healthy: successfully committed proposal: took = " + each.took());
            } else {
                out.flush();
                err.println(each.endpoint() + " is unhealthy: failed to commit proposal: " + each.error());
            }
        }
    }

    @Override
    public void status(List<AtEndpoint<StatusResponse>> members) {
        rows(Tables.status(members));
    }

    @Override
    public void hashKv(List<AtEndpoint<HashKVResponse>> members) {
        rows(Tables.hashes(members));
    }

    private void rows(List<List<String>> rows) {
        rows.forEach(row -> out.println(String.join(", ", row)));
    }

    @Override
    public void moveLeader(long from, long to, MoveLeaderResponse response) {
        out.println("Leadership transferred from " + Long.toHexString(from) + " to " + Long.toHexString(to));
    }

    @Override
    public void downgrade(String action, DowngradeResponse response) {
        out.println("Downgrade " + action + " success, cluster version " + response.getVersion());
    }

    @Override
    public void auth(Message response, @Nullable String said) {
        out.println(said);
    }

    @Override
    public void roleGet(String role, AuthRoleGetResponse response) {
        Permissions.print(out, role, response.getPermList());
    }

    @Override
    public void roleList(AuthRoleListResponse response) {
        response.getRolesList().forEach(role -> out.println(Raw.ofText(role)));
    }

    @Override
    public void userGet(String user, AuthUserGetResponse response) {
        out.println("User: " + user);
        out.print("Roles:");
        response.getRolesList().forEach(role -> out.print(" " + Raw.ofText(role)));
        out.println();
    }

    @Override
    public void userList(AuthUserListResponse response) {
        response.getUsersList().forEach(user -> out.println(Raw.ofText(user)));
    }

    @Override
    public void authStatus(AuthStatusResponse response) {
        out.println("Authentication Status: " + response.getEnabled());
        out.println("AuthRevision: " + Long.toUnsignedString(response.getAuthRevision()));
    }
}
