package dev.quoin.ctl.print;

import com.google.protobuf.Message;
import dev.quoin.ctl.text.GoQuote;
import dev.quoin.ctl.text.Raw;
import dev.quoin.protocol.auth.Permission;
import dev.quoin.protocol.mvcc.Event;
import dev.quoin.protocol.mvcc.KeyValue;
import dev.quoin.protocol.rpc.*;
import java.io.PrintStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prints a name and a value on each line. */
final class FieldsPrinter extends Printer {
    private final boolean hex;

    FieldsPrinter(boolean hex, PrintStream out) {
        super("fields", out);
        this.hex = hex;
    }

    private void field(String name, Object value) {
        out.println("\"" + name + "\" : " + value);
    }

    private void quoted(String name, String raw) {
        field(name, GoQuote.quote(raw));
    }

    private void id(String name, long id) {
        field(name, hex ? Long.toHexString(id) : Long.toUnsignedString(id));
    }

    private void lease(String name, long id) {
        field(name, hex ? Raw.hex16(id) : Long.toString(id));
    }

    private void header(ResponseHeader header) {
        id("ClusterID", header.getClusterId());
        id("MemberID", header.getMemberId());
        if (header.getRevision() > 0) {
            field("Revision", header.getRevision());
        }
        field("RaftTerm", Long.toUnsignedString(header.getRaftTerm()));
    }

    private void pair(String prefix, KeyValue pair) {
        quoted(prefix + "Key", Raw.of(pair.getKey()));
        field(prefix + "CreateRevision", pair.getCreateRevision());
        field(prefix + "ModRevision", pair.getModRevision());
        field(prefix + "Version", pair.getVersion());
        quoted(prefix + "Value", Raw.of(pair.getValue()));
        lease(prefix + "Lease", pair.getLease());
    }

    @Override
    public void get(RangeResponse response, boolean valuesOnly) {
        header(response.getHeader());
        response.getKvsList().forEach(each -> pair("", each));
        field("More", response.getMore());
        field("Count", response.getCount());
    }

    @Override
    public void put(PutResponse response) {
        header(response.getHeader());
        if (response.hasPrevKv()) {
            pair("Prev", response.getPrevKv());
        }
    }

    @Override
    public void delete(DeleteRangeResponse response) {
        header(response.getHeader());
        field("Deleted", response.getDeleted());
        response.getPrevKvsList().forEach(each -> pair("Prev", each));
    }

    @Override
    public void txn(TxnResponse response) {
        header(response.getHeader());
        field("Succeeded", response.getSucceeded());
        for (ResponseOp operation : response.getResponsesList()) {
            switch (operation.getResponseCase()) {
                case RESPONSE_RANGE -> get(operation.getResponseRange(), false);
                case RESPONSE_PUT -> put(operation.getResponsePut());
                case RESPONSE_DELETE_RANGE -> delete(operation.getResponseDeleteRange());
                case RESPONSE_TXN, RESPONSE_NOT_SET -> quoted("Unknown", GoText.of(operation));
            }
        }
    }

    @Override
    public void watch(WatchResponse event) {
        header(event.getHeader());
        for (Event each : event.getEventsList()) {
            field("Type", each.getType());
            if (each.hasPrevKv()) {
                pair("Prev", each.getPrevKv());
            }
            pair("", each.getKv());
        }
    }

    @Override
    public void grant(LeaseGrantResponse response) {
        header(response.getHeader());
        lease("ID", response.getID());
        field("TTL", response.getTTL());
    }

    @Override
    public void revoke(long lease, LeaseRevokeResponse response) {
        header(response.getHeader());
    }

    @Override
    public void keepAlive(LeaseKeepAliveResponse response) {
        header(response.getHeader());
        lease("ID", response.getID());
        field("TTL", response.getTTL());
    }

    @Override
    public void timeToLive(LeaseTimeToLiveResponse response, boolean keys) {
        header(response.getHeader());
        lease("ID", response.getID());
        field("TTL", response.getTTL());
        field("GrantedTTL", response.getGrantedTTL());
        response.getKeysList().forEach(key -> quoted("Key", Raw.of(key)));
    }

    @Override
    public void leases(LeaseLeasesResponse response) {
        header(response.getHeader());
        response.getLeasesList().forEach(lease -> lease("ID", lease.getID()));
    }

    @Override
    public void memberList(MemberListResponse response) {
        header(response.getHeader());
        for (Member member : response.getMembersList()) {
            id("ID", member.getID());
            quoted("Name", Raw.ofText(member.getName()));
            member.getPeerURLsList().forEach(url -> quoted("PeerURL", Raw.ofText(url)));
            member.getClientURLsList().forEach(url -> quoted("ClientURL", Raw.ofText(url)));
            field("IsLearner", member.getIsLearner());
            out.println();
        }
    }

    @Override
    public void health(List<Health> members) {
        for (Health each : members) {
            quoted("Endpoint", each.endpoint());
            field("Health", each.healthy());
            field("Took", each.took());
            field("Error", each.error());
            out.println();
        }
    }

    @Override
    public void status(List<AtEndpoint<StatusResponse>> members) {
        members.forEach(each -> status(each.endpoint(), each.response()));
    }

    private void status(String endpoint, StatusResponse status) {
        header(status.getHeader());
        quoted("Version", status.getVersion());
        quoted("StorageVersion", status.getStorageVersion());
        field("DBSize", status.getDbSize());
        field("DBSizeInUse", status.getDbSizeInUse());
        field("DBSizeQuota", status.getDbSizeQuota());
        field("Leader", Long.toUnsignedString(status.getLeader()));
        field("IsLearner", status.getIsLearner());
        field("RaftIndex", Long.toUnsignedString(status.getRaftIndex()));
        field("RaftTerm", Long.toUnsignedString(status.getRaftTerm()));
        field("RaftAppliedIndex", Long.toUnsignedString(status.getRaftAppliedIndex()));
        field("Errors", "[" + Raw.ofText(String.join(" ", status.getErrorsList())) + "]");
        quoted("Endpoint", endpoint);
        quoted("DowngradeTargetVersion", status.getDowngradeInfo().getTargetVersion());
        field("DowngradeEnabled", status.getDowngradeInfo().getEnabled());
        out.println();
    }

    @Override
    public void hashKv(List<AtEndpoint<HashKVResponse>> members) {
        for (AtEndpoint<HashKVResponse> each : members) {
            header(each.response().getHeader());
            quoted("Endpoint", each.endpoint());
            field("Hash", Integer.toUnsignedString(each.response().getHash()));
            field("HashRevision", each.response().getHashRevision());
            out.println();
        }
    }

    @Override
    public void alarm(AlarmResponse response) {
        header(response.getHeader());
        for (AlarmMember alarm : response.getAlarmsList()) {
            id("MemberID", alarm.getMemberID());
            field("AlarmType", alarm.getAlarm());
            out.println();
        }
    }

    @Override
    public void auth(Message response, @Nullable String said) {
        Object header = response.getField(response.getDescriptorForType().findFieldByName("header"));
        header((ResponseHeader) header);
    }

    @Override
    public void roleGet(String role, AuthRoleGetResponse response) {
        header(response.getHeader());
        for (Permission permission : response.getPermList()) {
            field("PermType", " " + permission.getPermType());
            quoted("Key", Raw.of(permission.getKey()));
            quoted("RangeEnd", Raw.of(permission.getRangeEnd()));
        }
    }

    @Override
    public void roleList(AuthRoleListResponse response) {
        header(response.getHeader());
        out.print("\"Roles\" :");
        response.getRolesList().forEach(role -> out.print(" " + GoQuote.quote(Raw.ofText(role))));
        out.println();
    }
}
