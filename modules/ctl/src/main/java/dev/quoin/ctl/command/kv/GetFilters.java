package dev.quoin.ctl.command.kv;

import dev.quoin.ctl.cli.ExitCode;
import dev.quoin.ctl.cli.ExitException;
import dev.quoin.ctl.cli.Flags;
import dev.quoin.protocol.rpc.RangeRequest;
import dev.quoin.protocol.rpc.RangeRequest.SortOrder;
import dev.quoin.protocol.rpc.RangeRequest.SortTarget;
import java.util.Locale;

/** How a get sorts, and which revisions it leaves out. */
final class GetFilters {
    private GetFilters() {}

    static void sort(Flags flags, RangeRequest.Builder request) {
        SortOrder order = switch (flags.text("order").toUpperCase(Locale.ROOT)) {
            case "ASCEND" -> SortOrder.ASCEND;
            case "DESCEND" -> SortOrder.DESCEND;
            case "" -> SortOrder.NONE;
            default -> throw bad("bad sort order " + flags.text("order"));
        };
        SortTarget target = switch (flags.text("sort-by").toUpperCase(Locale.ROOT)) {
            case "CREATE" -> SortTarget.CREATE;
            case "KEY", "" -> SortTarget.KEY;
            case "MODIFY" -> SortTarget.MOD;
            case "VALUE" -> SortTarget.VALUE;
            case "VERSION" -> SortTarget.VERSION;
            default -> throw bad("bad sort target " + flags.text("sort-by"));
        };
        // The server answers in this order anyway; asked for it, it would collect all before it applies the limit.
        boolean natural = target == SortTarget.KEY && order == SortOrder.ASCEND;
        request.setSortTarget(target).setSortOrder(natural ? SortOrder.NONE : order);
    }

    static void revisions(Flags flags, RangeRequest.Builder request) {
        long leastCreate = Math.max(0, flags.number("min-create-rev"));
        long mostCreate = Math.max(0, flags.number("max-create-rev"));
        if (mostCreate > 0 && leastCreate > mostCreate) {
            throw bad("getMinCreateRev(=" + leastCreate + ") > getMaxCreateRev(=" + mostCreate + ")");
        }
        long leastMod = Math.max(0, flags.number("min-mod-rev"));
        long mostMod = Math.max(0, flags.number("max-mod-rev"));
        if (mostMod > 0 && leastMod > mostMod) {
            throw bad("getMinModRev(=" + leastMod + ") > getMaxModRev(=" + mostMod + ")");
        }
        request.setMinCreateRevision(leastCreate).setMaxCreateRevision(mostCreate);
        request.setMinModRevision(leastMod).setMaxModRevision(mostMod);
    }

    private static ExitException bad(String text) {
        return ExitException.of(ExitCode.BAD_FEATURE, text);
    }
}
