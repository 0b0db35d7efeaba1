package dev.quoin.ctl.print;

import com.google.protobuf.Message;
import dev.quoin.ctl.cli.ExitCode;
import dev.quoin.ctl.cli.ExitException;
import dev.quoin.protocol.rpc.*;
import java.io.PrintStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Prints answers in one format. A format overrides what it prints in a way of its own; all else comes to {@link
 * #other}, which
 * prints any message or refuses.
 */
public abstract class Printer {
    private final String format;
    final PrintStream out;

    Printer(String format, PrintStream out) {
        this.format = format;
        this.out = out;
    }

    /**
     * The printer of a format.
     *
     * @param hex whether bytes and ids are written in hexadecimal digits
     * @throws ExitException if there is no such format
     */
    public static Printer of(String format, boolean hex, PrintStream out, PrintStream err) {
        return switch (format) {
            case "simple" -> new SimplePrinter(hex, out, err);
            case "json" -> new JsonPrinter(hex, out);
            case "fields" -> new FieldsPrinter(hex, out);
            case "table" -> new TablePrinter(out);
            case "protobuf" -> new ProtobufPrinter(out);
            default -> throw ExitException.of(ExitCode.BAD_FEATURE, "unsupported output format");
        };
    }

    /** Whether this is the format with this name. */
    public boolean is(String name) {
        return format.equals(name);
    }

    /** Prints an answer for which the format has no way of its own. */
    void other(Message response) {
        throw unsupported();
    }

    final ExitException unsupported() {
        return ExitException.of(ExitCode.BAD_FEATURE, format + " not supported as output format");
    }

    /** @param valuesOnly whether keys are left out */
    public void get(RangeResponse response, boolean valuesOnly) {
        other(response);
    }

    public void put(PutResponse response) {
        other(response);
    }

    public void delete(DeleteRangeResponse response) {
        other(response);
    }

    public void txn(TxnResponse response) {
        other(response);
    }

    /** @param event what a watch tells; its reason is why it ended */
    public void watch(WatchResponse event) {
        other(event);
    }

    public void grant(LeaseGrantResponse response) {
        other(response);
    }

    public void revoke(long lease, LeaseRevokeResponse response) {
        other(response);
    }

    public void keepAlive(LeaseKeepAliveResponse response) {
        other(response);
    }

    /** @param keys whether the keys that hang on the lease were asked for */
    public void timeToLive(LeaseTimeToLiveResponse response, boolean keys) {
        other(response);
    }

    public void leases(LeaseLeasesResponse response) {
        other(response);
    }

    public void memberAdd(MemberAddResponse response) {
        other(response);
    }

    public void memberRemove(long member, MemberRemoveResponse response) {
        other(response);
    }

    public void memberUpdate(long member, MemberUpdateResponse response) {
        other(response);
    }

    public void memberPromote(long member, MemberPromoteResponse response) {
        other(response);
    }

    public void memberList(MemberListResponse response) {
        other(response);
    }

    public void health(List<Health> members) {
        throw unsupported();
    }

    public void status(List<AtEndpoint<StatusResponse>> members) {
        throw unsupported();
    }

    public void hashKv(List<AtEndpoint<HashKVResponse>> members) {
        throw unsupported();
    }

    public void moveLeader(long from, long to, MoveLeaderResponse response) {
        other(response);
    }

    /** @param action validate, enable or cancel */
    public void downgrade(String action, DowngradeResponse response) {
        other(response);
    }

    public void alarm(AlarmResponse response) {
        other(response);
    }

    /**
     * @param said what the simple format says about a change of users or roles; null where it prints the answer
     * itself
     */
    public void auth(Message response, @Nullable String said) {
        other(response);
    }

    public void roleGet(String role, AuthRoleGetResponse response) {
        other(response);
    }

    public void roleList(AuthRoleListResponse response) {
        other(response);
    }

    public void userGet(String user, AuthUserGetResponse response) {
        other(response);
    }

    public void userList(AuthUserListResponse response) {
        other(response);
    }

    public void authStatus(AuthStatusResponse response) {
        other(response);
    }

    /**
     * The health of one member.
     *
     * @param endpoint where it was asked
     * @param healthy whether it answered well
     * @param took how long that took, as Go writes durations
     * @param error what was wrong, or empty
     */
    public record Health(String endpoint, boolean healthy, String took, String error) {}

    /** What one member answered. */
    public record AtEndpoint<R extends Message>(String endpoint, R response) {}
}
