package dev.quoin.core.auth.state;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;
import dev.quoin.api.storage.Cursor;
import dev.quoin.api.storage.ReadView;
import dev.quoin.api.storage.StorageException;
import dev.quoin.api.storage.Table;
import dev.quoin.api.storage.WriteTxn;
import dev.quoin.core.auth.rules.Rules;
import dev.quoin.core.store.Keys;
import dev.quoin.core.store.Tables;
import dev.quoin.protocol.auth.Role;
import dev.quoin.protocol.auth.User;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The stored users, roles and settings. The rows of the three tables are those of etcd's buckets {@code auth},
 * {@code authUsers} and {@code authRoles}, so that a backup copies them as they are.
 */
public final class AuthRows {
    private static final byte[] ENABLED = "authEnabled".getBytes(US_ASCII);
    private static final byte[] REVISION = "authRevision".getBytes(US_ASCII);
    private static final byte[] ON = {1};
    private static final byte[] OFF = {0};

    private AuthRows() {}

    /** Whether authentication is on. */
    public static boolean enabled(ReadView view) {
        ByteBuffer value = view.get(Tables.AUTH, ENABLED);
        return value != null && value.remaining() == 1 && value.get(value.position()) == ON[0];
    }

    /** Turns authentication on or off. */
    public static void enabled(WriteTxn txn, boolean on) {
        txn.put(Tables.AUTH, ENABLED, on ? ON : OFF);
    }

    /** The auth revision; the first one while nothing has changed. */
    public static long revision(ReadView view) {
        ByteBuffer value = view.get(Tables.AUTH, REVISION);
        if (value == null) {
            return Rules.FIRST_REVISION;
        }
        if (value.remaining() != Long.BYTES) {
            throw new StorageException(
                    StorageException.Kind.CORRUPT,
                    "table auth is damaged: authRevision has " + value.remaining() + " bytes instead of 8");
        }
        return value.getLong(value.position());
    }

    /** Sets the auth revision. */
    public static void revision(WriteTxn txn, long revision) {
        txn.put(Tables.AUTH, REVISION, Keys.ofLong(revision));
    }

    /** A user, or null. */
    public static @Nullable User user(ReadView view, String name) {
        return row(view, Tables.AUTH_USER, name, User.parser());
    }

    /** All users, in the order of their names' bytes. */
    public static List<User> users(ReadView view) {
        return rows(view, Tables.AUTH_USER, User.parser());
    }

    /** Writes a user under its name. */
    public static void put(WriteTxn txn, User user) {
        txn.put(Tables.AUTH_USER, user.getName().toByteArray(), user.toByteArray());
    }

    /** Removes a user. */
    public static void deleteUser(WriteTxn txn, String name) {
        txn.delete(Tables.AUTH_USER, name.getBytes(UTF_8));
    }

    /** A role, or null. */
    public static @Nullable Role role(ReadView view, String name) {
        return row(view, Tables.AUTH_ROLE, name, Role.parser());
    }

    /** All roles, in the order of their names' bytes. */
    public static List<Role> roles(ReadView view) {
        return rows(view, Tables.AUTH_ROLE, Role.parser());
    }

    /** Writes a role under its name. */
    public static void put(WriteTxn txn, Role role) {
        txn.put(Tables.AUTH_ROLE, role.getName().toByteArray(), role.toByteArray());
    }

    /** Removes a role. */
    public static void deleteRole(WriteTxn txn, String name) {
        txn.delete(Tables.AUTH_ROLE, name.getBytes(UTF_8));
    }

    private static <T> @Nullable T row(ReadView view, Table table, String name, Parser<T> parser) {
        byte[] key = name.getBytes(UTF_8);
        // The empty name is no key of a table, and nobody's name.
        ByteBuffer found = key.length == 0 ? null : view.get(table, key);
        return found == null ? null : parse(table, found, parser);
    }

    private static <T> List<T> rows(ReadView view, Table table, Parser<T> parser) {
        List<T> all = new ArrayList<>();
        try (Cursor rows = view.cursor(table, null, null)) {
            for (boolean on = rows.first(); on; on = rows.next()) {
                all.add(parse(table, rows.value(), parser));
            }
        }
        return all;
    }

    private static <T> T parse(Table table, ByteBuffer row, Parser<T> parser) {
        try {
            return parser.parseFrom(row);
        } catch (InvalidProtocolBufferException e) {
            throw new StorageException(
                    StorageException.Kind.CORRUPT,
                    "table " + table.name() + " is damaged: a row can not be decoded",
                    e);
        }
    }
}
