package dev.quoin.tests.compat.script;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes out of an output what may differ between two servers: ids that the server chose, times, sizes, positions in the Raft log
 * and the version. Cluster and member ids stay: both servers derive them from the same peer URL.
 */
final class Normalizer {

    /** The frames that etcdctl draws, of lines or of letters. */
    private static final Pattern TABLE = Pattern.compile("[|+│┌├└]");

    /** etcd lists them as its hash table has them. */
    private static final Pattern KEYS_OF_LEASE = Pattern.compile("(?<=\"keys\":\\[|attached keys\\(\\[)[^]]*");

    private static final Map<Pattern, String> RULES = rules();

    private final Map<String, String> names = new LinkedHashMap<>();

    private static Map<Pattern, String> rules() {
        Map<Pattern, String> rules = new LinkedHashMap<>();
        // the client's own log lines
        rules.put(Pattern.compile("\"ts\":\"[^\"]*\""), "\"ts\":<time>");
        rules.put(Pattern.compile("etcd-endpoints://0x[0-9a-f]+/"), "etcd-endpoints://<pointer>/");
        rules.put(Pattern.compile("LocalAddr: '[^']*'"), "LocalAddr: <address>");
        // times
        rules.put(Pattern.compile("remaining\\(-?[0-9]+s\\)"), "remaining(<time>)");
        rules.put(Pattern.compile("\"ttl\":[0-9]+"), "\"ttl\":<time>");
        rules.put(Pattern.compile("\"TTL\" : [0-9]+"), "\"TTL\" : <time>");
        rules.put(Pattern.compile("\\b[0-9]+(\\.[0-9]+)?(ns|µs|ms|s)\\b(?!\\))"), "<time>");
        rules.put(Pattern.compile("/[0-9a-f]{15,16}\\b"), "/<lease>");
        // sizes
        rules.put(Pattern.compile("\\b[0-9]+(\\.[0-9]+)? [kMG]?B\\b"), "<size>");
        rules.put(Pattern.compile("(?i)(\"dbSize(InUse|Quota)?\" ?: ?)[0-9]+"), "$1<size>");
        // positions in the log, and the term where it stands in front of them
        rules.put(Pattern.compile("(?i)(\"raft(Applied)?Index\" ?: ?)[0-9]+"), "$1<index>");
        rules.put(Pattern.compile("((true|false), [0-9]+), [0-9]+, [0-9]+"), "$1, <index>, <index>");
        // versions
        rules.put(Pattern.compile("\\b3\\.[0-9]+\\.[0-9]+(-[a-z0-9.]+)?\\b"), "<version>");
        return rules;
    }

    /** From now on this id is replaced by its name. It is given in decimal or, with at most 16 digits, in hexadecimal notation. */
    void name(String id, String name) {
        long number = Long.parseUnsignedLong(id, id.length() > 16 ? 10 : 16);
        names.put(Long.toString(number), "<" + name + ">");
        names.put(Long.toUnsignedString(number), "<" + name + ">");
        names.put(String.format("%016x", number), "<" + name + ">");
    }

    List<String> normalize(String prefix, List<String> lines) {
        List<String> result = new ArrayList<>();
        Set<Integer> indexColumns = new HashSet<>();
        for (String line : lines) {
            String normal = line;
            for (Map.Entry<String, String> name : names.entrySet()) {
                normal = normal.replace(name.getKey(), name.getValue());
            }
            for (Map.Entry<Pattern, String> rule : RULES.entrySet()) {
                normal = rule.getKey().matcher(normal).replaceAll(rule.getValue());
            }
            normal = KEYS_OF_LEASE.matcher(normal).replaceAll(Normalizer::sorted);
            normal = TABLE.matcher(normal).lookingAt() ? tableRow(normal, indexColumns) : normal;
            result.add(prefix + normal);
        }
        return result;
    }

    private static String sorted(MatchResult list) {
        String separator = list.group().contains(",") ? "," : " ";
        String[] items = list.group().split(separator);
        Arrays.sort(items);
        return Matcher.quoteReplacement(String.join(separator, items));
    }

    /** A row of a table without the widths of its columns, and without the cells that are positions in the log. */
    private static String tableRow(String row, Set<Integer> indexColumns) {
        String[] cells = row.replaceAll("[-─]+", "-").split("[|│]");
        for (int i = 0; i < cells.length; i++) {
            cells[i] = cells[i].strip();
            if (cells[i].contains("RAFT") && cells[i].contains("INDEX")) {
                indexColumns.add(i);
            } else if (indexColumns.contains(i) && cells[i].matches("[0-9]+")) {
                cells[i] = "<index>";
            }
        }
        return String.join(" | ", cells).strip();
    }
}
