package dev.quoin.ctl.print;

import dev.quoin.ctl.print.Printer.AtEndpoint;
import dev.quoin.ctl.print.Printer.Health;
import dev.quoin.ctl.text.HumanBytes;
import dev.quoin.ctl.text.Raw;
import dev.quoin.protocol.rpc.*;
import java.util.List;

/** What stands in the tables of members and endpoints. The simple format prints the same rows, joined by commas. */
final class Tables {
    static final List<String> MEMBER_TITLES =
            List.of("ID", "STATUS", "NAME", "PEER ADDRS", "CLIENT ADDRS", "IS LEARNER");
    static final List<String> HEALTH_TITLES = List.of("ENDPOINT", "HEALTH", "TOOK", "ERROR");
    static final List<String> HASH_TITLES = List.of("ENDPOINT", "HASH", "HASH REVISION");
    static final List<String> STATUS_TITLES = List.of(
            "ENDPOINT",
            "ID",
            "VERSION",
            "STORAGE VERSION",
            "DB SIZE",
            "IN USE",
            "PERCENTAGE NOT IN USE",
            "QUOTA",
            "IS LEADER",
            "IS LEARNER",
            "RAFT TERM",
            "RAFT INDEX",
            "RAFT APPLIED INDEX",
            "ERRORS",
            "DOWNGRADE TARGET VERSION",
            "DOWNGRADE ENABLED");

    private Tables() {}

    static List<List<String>> members(MemberListResponse response) {
        return response.getMembersList().stream()
                .map(member -> List.of(
                        Long.toHexString(member.getID()),
                        member.getName().isEmpty() ? "unstarted" : "started",
                        Raw.ofText(member.getName()),
                        Raw.ofText(String.join(",", member.getPeerURLsList())),
                        Raw.ofText(String.join(",", member.getClientURLsList())),
                        Boolean.toString(member.getIsLearner())))
                .toList();
    }

    static List<List<String>> health(List<Health> members) {
        return members.stream()
                .map(each -> List.of(each.endpoint(), Boolean.toString(each.healthy()), each.took(), each.error()))
                .toList();
    }

    static List<List<String>> hashes(List<AtEndpoint<HashKVResponse>> members) {
        return members.stream()
                .map(each -> List.of(
                        each.endpoint(),
                        Integer.toUnsignedString(each.response().getHash()),
                        Long.toString(each.response().getHashRevision())))
                .toList();
    }

    static List<List<String>> status(List<AtEndpoint<StatusResponse>> members) {
        return members.stream()
                .map(each -> row(each.endpoint(), each.response()))
                .toList();
    }

    private static List<String> row(String endpoint, StatusResponse status) {
        long member = status.getHeader().getMemberId();
        return List.of(
                endpoint,
                Long.toHexString(member),
                status.getVersion(),
                status.getStorageVersion(),
                HumanBytes.format(status.getDbSize()),
                HumanBytes.format(status.getDbSizeInUse()),
                notInUse(status) + "%",
                HumanBytes.format(status.getDbSizeQuota()),
                Boolean.toString(status.getLeader() == member),
                Boolean.toString(status.getIsLearner()),
                Long.toUnsignedString(status.getRaftTerm()),
                Long.toUnsignedString(status.getRaftIndex()),
                Long.toUnsignedString(status.getRaftAppliedIndex()),
                Raw.ofText(String.join(", ", status.getErrorsList())),
                status.getDowngradeInfo().getTargetVersion(),
                Boolean.toString(status.getDowngradeInfo().getEnabled()));
    }

    private static long notInUse(StatusResponse status) {
        return status.getDbSize() == 0 ? 0 : 100 - status.getDbSizeInUse() * 100 / status.getDbSize();
    }
}
