package dev.quoin.ctl.cli;

import java.util.Locale;

/** Commands that somebody may have meant. */
final class Suggestions {
    private Suggestions() {}

    /** Lines that follow the message about an unknown command; empty if none comes near. */
    static String forTyped(Command root, String program, String typed) {
        StringBuilder lines = new StringBuilder();
        String lower = typed.toLowerCase(Locale.ROOT);
        for (Command child : root.children()) {
            // Under the name of etcd's tool, its own commands are all that there are to be meant.
            if (program.equals("etcdctl") && child.group().equals(Groups.OVERVIEW)) {
                continue;
            }
            if (distance(lower, child.name()) <= 2 || child.name().startsWith(lower)) {
                lines.append('\t').append(child.name()).append('\n');
            }
        }
        return lines.isEmpty() ? "" : "\n\nDid you mean this?\n" + lines;
    }

    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? diagonal : diagonal + 1;
                row[j] = Math.min(change, Math.min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
