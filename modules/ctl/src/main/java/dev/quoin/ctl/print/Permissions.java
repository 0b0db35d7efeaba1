package dev.quoin.ctl.print;

import com.google.protobuf.ByteString;
import dev.quoin.ctl.text.Raw;
import dev.quoin.protocol.auth.Permission;
import java.io.PrintStream;
import java.util.List;
import java.util.function.Predicate;

/** What a role may read and write, for people. */
final class Permissions {
    private static final String ROOT = "root";

    private Permissions() {}

    static void print(PrintStream out, String role, List<Permission> permissions) {
        out.println("Role " + role);
        boolean everything = role.equals(ROOT) && permissions.isEmpty();
        out.println("KV Read:");
        ranges(out, everything, permissions, type -> type != Permission.Type.WRITE);
        out.println("KV Write:");
        ranges(out, everything, permissions, type -> type != Permission.Type.READ);
    }

    private static void ranges(
            PrintStream out, boolean everything, List<Permission> permissions, Predicate<Permission.Type> wanted) {
        if (everything) {
            out.println("\t[, <open ended>");
        }
        for (Permission permission : permissions) {
            if (wanted.test(permission.getPermType())) {
                out.println("\t" + range(Raw.of(permission.getKey()), Raw.of(permission.getRangeEnd())));
            }
        }
    }

    private static String range(String key, String end) {
        if (end.isEmpty()) {
            return key;
        }
        String range = end.equals("\0") ? "[" + key + ", <open ended>" : "[" + key + ", " + end + ")";
        boolean prefix = !key.isEmpty() && prefixEnd(key).equals(end);
        return prefix ? range + " (prefix " + key + ")" : range;
    }

    /** The first key after all that begin so; a zero byte if there is none. */
    private static String prefixEnd(String prefix) {
        return Raw.of(prefixEnd(Raw.bytes(prefix)));
    }

    private static ByteString prefixEnd(ByteString prefix) {
        for (int i = prefix.size() - 1; i >= 0; i--) {
            if (prefix.byteAt(i) != (byte) 0xff) {
                byte[] end = prefix.substring(0, i + 1).toByteArray();
                end[i]++;
                return ByteString.copyFrom(end);
            }
        }
        return ByteString.copyFrom(new byte[1]);
    }
}
