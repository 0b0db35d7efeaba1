package dev.quoin.ctl.command.view;

import dev.quoin.ctl.text.Raw;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Keys counted below the folders that a separator makes of them. */
final class Tree {
    private static final int MOST_FOLDERS = 100_000;

    private final String separator;
    private final int depth;
    private final Folder root = new Folder();
    private int folders;

    /** @param depth how many levels are told apart; what lies deeper is only counted */
    Tree(String separator, int depth) {
        this.separator = separator;
        this.depth = depth;
    }

    private static final class Folder {
        long keys;
        final Map<String, Folder> below = new TreeMap<>();
    }

    /** Counts a key; answers false if there are too many folders to go on. */
    boolean add(String key) {
        Folder folder = root;
        folder.keys++;
        int at = 0;
        for (int level = 0; level < depth && at < key.length(); level++) {
            int end = separator.isEmpty()
                    ? -1
                    : key.indexOf(separator, at + (level == 0 && key.startsWith(separator) ? separator.length() : 0));
            int stop = end < 0 ? key.length() : end + separator.length();
            folder = folder.below.computeIfAbsent(key.substring(at, stop), name -> {
                folders++;
                return new Folder();
            });
            folder.keys++;
            at = stop;
        }
        return folders < MOST_FOLDERS;
    }

    /** One line for each folder and key, counts on the right. */
    void print(PrintStream out, String title) {
        List<String[]> lines = new ArrayList<>();
        lines.add(new String[] {title.isEmpty() ? "(all keys)" : Raw.text(title), Long.toString(root.keys)});
        lines(root, "", lines);
        int width = lines.stream().mapToInt(line -> line[0].length()).max().orElse(0);
        int digits = Long.toString(root.keys).length();
        for (String[] line : lines) {
            String count = line[1].isEmpty() ? "" : "  " + " ".repeat(digits - line[1].length()) + line[1];
            String padded = count.isEmpty() ? line[0] : line[0] + " ".repeat(width - line[0].length());
            out.println(Raw.ofText(padded + count));
        }
    }

    private void lines(Folder folder, String indent, List<String[]> lines) {
        int left = folder.below.size();
        for (Map.Entry<String, Folder> each : folder.below.entrySet()) {
            left--;
            boolean isFolder = !separator.isEmpty() && each.getKey().endsWith(separator);
            String name = Raw.text(each.getKey());
            lines.add(new String[] {
                indent + (left == 0 ? "└── " : "├── ") + name, isFolder ? Long.toString(each.getValue().keys) : ""
            });
            lines(each.getValue(), indent + (left == 0 ? "    " : "│   "), lines);
        }
    }
}
