package dev.quoin.ctl.print;

import dev.quoin.ctl.text.Raw;
import dev.quoin.protocol.rpc.*;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Prints lists of members and endpoints as tables. */
final class TablePrinter extends Printer {

    TablePrinter(PrintStream out) {
        super("table", out);
    }

    @Override
    public void memberList(MemberListResponse response) {
        draw(Tables.MEMBER_TITLES, Tables.members(response));
    }

    @Override
    public void health(List<Health> members) {
        draw(Tables.HEALTH_TITLES, Tables.health(members));
    }

    @Override
    public void status(List<AtEndpoint<StatusResponse>> members) {
        draw(Tables.STATUS_TITLES, Tables.status(members));
    }

    @Override
    public void hashKv(List<AtEndpoint<HashKVResponse>> members) {
        draw(Tables.HASH_TITLES, Tables.hashes(members));
    }

    private void draw(List<String> titles, List<List<String>> rows) {
        int[] widths = new int[titles.size()];
        for (int i = 0; i < widths.length; i++) {
            int column = i;
            widths[i] = Math.max(
                    titles.get(i).length(),
                    rows.stream().mapToInt(row -> width(row.get(column))).max().orElse(0));
        }
        StringBuilder table = new StringBuilder();
        rule(table, "┌┬┐", widths);
        List<String> head = new ArrayList<>();
        for (int i = 0; i < widths.length; i++) {
            int space = widths[i] - titles.get(i).length();
            head.add(" ".repeat(space / 2) + titles.get(i) + " ".repeat(space - space / 2));
        }
        line(table, head);
        if (!rows.isEmpty()) {
            rule(table, "├┼┤", widths);
        }
        for (List<String> row : rows) {
            List<String> cells = new ArrayList<>();
            for (int i = 0; i < widths.length; i++) {
                cells.add(" ".repeat(widths[i] - width(row.get(i))) + Raw.text(row.get(i)));
            }
            line(table, cells);
        }
        rule(table, "└┴┘", widths);
        out.print(Raw.ofText(table.toString()));
    }

    private static int width(String raw) {
        String text = Raw.text(raw);
        return text.codePointCount(0, text.length());
    }

    private static void line(StringBuilder table, List<String> cells) {
        table.append("│ ").append(String.join(" │ ", cells)).append(" │\n");
    }

    private static void rule(StringBuilder table, String corners, int[] widths) {
        for (int i = 0; i < widths.length; i++) {
            table.append(corners.charAt(i == 0 ? 0 : 1)).append("─".repeat(widths[i] + 2));
        }
        table.append(corners.charAt(2)).append('\n');
    }
}
