package dev.quoin.ctl.command.view;

import dev.quoin.ctl.command.view.Sample.MemberSample;
import dev.quoin.ctl.text.HumanBytes;
import dev.quoin.protocol.rpc.StatusResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The lines of {@code top}, made of two samples: what changed between them gives the rates. */
final class TopScreen {
    private static final String ROW = "%-14s %-24s %-8s %-8s %9s %7s %9s %9s %8s  %s";

    private TopScreen() {}

    static List<String> lines(Sample before, Sample now, List<String> prefixes) {
        double seconds = Math.max(0.001, (now.nanos() - before.nanos()) / 1e9);
        List<String> lines = new ArrayList<>();
        long answering =
                now.members().stream().filter(each -> each.status() != null).count();
        lines.add(String.format(
                Locale.ROOT,
                "members %d of %d   revision %d   writes %.1f/s   entries %.1f/s   read %s",
                answering,
                now.members().size(),
                now.revision(),
                (now.revision() - before.revision()) / seconds,
                (now.highestIndex() - before.highestIndex()) / seconds,
                now.readMillis() < 0 ? "failed" : String.format(Locale.ROOT, "%.1f ms", now.readMillis())));
        lines.add("alarms  " + (now.alarms().isEmpty() ? "none" : String.join(", ", now.alarms())));
        lines.add("");
        lines.add(String.format(
                Locale.ROOT,
                ROW,
                "NAME",
                "ENDPOINT",
                "ROLE",
                "VERSION",
                "INDEX",
                "LAG",
                "SIZE",
                "IN USE",
                "LATENCY",
                ""));
        now.members().forEach(member -> lines.add(row(now, member)));
        if (!prefixes.isEmpty()) {
            lines.add("");
            lines.addAll(prefixes);
        }
        return lines.stream().map(String::stripTrailing).toList();
    }

    private static String row(Sample now, MemberSample member) {
        StatusResponse status = member.status();
        if (status == null) {
            return String.format(
                    Locale.ROOT, ROW, member.name(), member.endpoint(), "down", "", "", "", "", "", "", member.error());
        }
        String role = status.getLeader() == status.getHeader().getMemberId()
                ? "leader"
                : status.getIsLearner() ? "learner" : "follower";
        return String.format(
                Locale.ROOT,
                ROW,
                member.name(),
                member.endpoint(),
                role,
                status.getVersion(),
                status.getRaftAppliedIndex(),
                now.highestIndex() - status.getRaftAppliedIndex(),
                HumanBytes.format(status.getDbSize()),
                HumanBytes.format(status.getDbSizeInUse()),
                String.format(Locale.ROOT, "%.1f ms", member.millis()),
                String.join(", ", status.getErrorsList()));
    }
}
