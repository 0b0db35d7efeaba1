package dev.quoin.ctl.print;

import com.google.protobuf.Message;
import dev.quoin.ctl.text.Raw;
import dev.quoin.protocol.mvcc.Event;
import dev.quoin.protocol.rpc.*;
import java.io.PrintStream;
import java.util.List;

/**
 * Prints JSON. Answers about leases and watches have the shape that etcd's client gives them, not that of the
 * protocol.
 */
final class JsonPrinter extends Printer {
    private final boolean hex;

    JsonPrinter(boolean hex, PrintStream out) {
        super("json", out);
        this.hex = hex;
    }

    @Override
    void other(Message response) {
        out.println(new Json().message(response));
    }

    @Override
    public void txn(TxnResponse response) {
        Json json = new Json();
        TxnJson.write(json, response);
        out.println(json);
    }

    @Override
    public void watch(WatchResponse event) {
        Json json = new Json().open();
        json.name("Header").message(event.getHeader());
        json.name("Events");
        if (event.getCanceled()) {
            json.plain("null");
        } else {
            json.array(event.getEventsList(), (Event each) -> json.message(each));
        }
        json.name("CompactRevision").plain(event.getCompactRevision());
        json.name("Canceled").plain(event.getCanceled()).name("Created").plain(event.getCreated());
        out.println(json.name("CancelReason").string(event.getCancelReason()).close());
    }

    @Override
    public void grant(LeaseGrantResponse response) {
        Json json = new Json().open().fields(response.getHeader());
        json.name("ID").plain(response.getID()).name("TTL").plain(response.getTTL());
        out.println(json.name("Error").string(response.getError()).close());
    }

    @Override
    public void keepAlive(LeaseKeepAliveResponse response) {
        Json json = new Json().open().fields(response.getHeader());
        out.println(json.name("ID")
                .plain(response.getID())
                .name("TTL")
                .plain(response.getTTL())
                .close());
    }

    @Override
    public void timeToLive(LeaseTimeToLiveResponse response, boolean keys) {
        Json json = new Json().open().fields(response.getHeader());
        json.name("id").plain(response.getID()).name("ttl").plain(response.getTTL());
        json.name("granted-ttl").plain(response.getGrantedTTL()).name("keys");
        if (response.getKeysCount() == 0) {
            json.plain("null");
        } else {
            json.array(response.getKeysList(), json::bytes);
        }
        out.println(json.close());
    }

    @Override
    public void leases(LeaseLeasesResponse response) {
        Json json = new Json().open().fields(response.getHeader()).name("leases");
        json.array(
                response.getLeasesList(),
                lease -> json.open().name("id").plain(lease.getID()).close());
        out.println(json.close());
    }

    @Override
    public void memberAdd(MemberAddResponse response) {
        if (!hex) {
            other(response);
            return;
        }
        Json json = new Json().open().name("header");
        header(json, response.getHeader());
        json.name("member");
        member(json, response.getMember());
        members(json, response.getMembersList());
    }

    @Override
    public void memberRemove(long member, MemberRemoveResponse response) {
        change(response, response.getHeader(), response.getMembersList());
    }

    @Override
    public void memberUpdate(long member, MemberUpdateResponse response) {
        change(response, response.getHeader(), response.getMembersList());
    }

    @Override
    public void memberPromote(long member, MemberPromoteResponse response) {
        change(response, response.getHeader(), response.getMembersList());
    }

    @Override
    public void memberList(MemberListResponse response) {
        change(response, response.getHeader(), response.getMembersList());
    }

    private void change(Message response, ResponseHeader header, List<Member> members) {
        if (!hex) {
            other(response);
            return;
        }
        Json json = new Json().open().name("header");
        header(json, header);
        members(json, members);
    }

    private static void header(Json json, ResponseHeader header) {
        json.open().name("cluster_id").string(Long.toHexString(header.getClusterId()));
        json.name("member_id").string(Long.toHexString(header.getMemberId()));
        json.fields(header.toBuilder().clearClusterId().clearMemberId().build()).close();
    }

    private static void member(Json json, Member member) {
        json.open().name("ID").string(Long.toHexString(member.getID()));
        json.fields(member.toBuilder().clearID().build()).close();
    }

    private void members(Json json, List<Member> members) {
        out.println(
                json.name("members").array(members, each -> member(json, each)).close());
    }

    @Override
    public void health(List<Health> members) {
        Json json = new Json();
        out.println(json.array(members, each -> {
            json.open().name("endpoint").string(each.endpoint()).name("health").plain(each.healthy());
            json.name("took").string(Raw.text(each.took()));
            if (!each.error().isEmpty()) {
                json.name("error").string(Raw.text(each.error()));
            }
            json.close();
        }));
    }

    @Override
    public void status(List<AtEndpoint<StatusResponse>> members) {
        at("Status", members);
    }

    @Override
    public void hashKv(List<AtEndpoint<HashKVResponse>> members) {
        at("HashKV", members);
    }

    private <R extends Message> void at(String name, List<AtEndpoint<R>> members) {
        if (members.isEmpty()) {
            out.println("null");
            return;
        }
        Json json = new Json();
        out.println(json.array(
                members,
                each -> json.open()
                        .name("Endpoint")
                        .string(each.endpoint())
                        .name(name)
                        .message(each.response())
                        .close()));
    }

    @Override
    public void auth(Message response, @org.jspecify.annotations.Nullable String said) {
        other(response);
    }
}
