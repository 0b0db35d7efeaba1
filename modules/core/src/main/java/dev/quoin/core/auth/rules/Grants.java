package dev.quoin.core.auth.rules;

import dev.quoin.core.store.KeyRange;
import dev.quoin.protocol.auth.Permission;
import dev.quoin.protocol.auth.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a user may do: the permissions of all its roles together. Immutable. */
public final class Grants {
    /** The role that may do everything. */
    public static final String ROOT_ROLE = "root";

    private final List<String> roles;
    private final boolean root;
    private final KeyRanges readable;
    private final KeyRanges writable;

    private Grants(List<String> roles, KeyRanges readable, KeyRanges writable) {
        this.roles = roles;
        this.root = roles.contains(ROOT_ROLE);
        this.readable = readable;
        this.writable = writable;
    }

    /**
     * Those of a user with some roles.
     *
     * @param find looks a role up; null for one that is not there, which then permits nothing
     */
    public static Grants of(List<String> roles, Function<String, @Nullable Role> find) {
        List<Permission> reads = new ArrayList<>();
        List<Permission> writes = new ArrayList<>();
        for (String name : roles) {
            Role role = find.apply(name);
            if (role != null) {
                role.getKeyPermissionList().forEach(permission -> sort(permission, reads, writes));
            }
        }
        return new Grants(List.copyOf(roles), KeyRanges.of(reads), KeyRanges.of(writes));
    }

    private static void sort(Permission permission, List<Permission> reads, List<Permission> writes) {
        switch (permission.getPermType()) {
            case READ -> reads.add(permission);
            case WRITE -> writes.add(permission);
            case READWRITE -> {
                reads.add(permission);
                writes.add(permission);
            }
            case UNRECOGNIZED -> {
                // A kind that is not known permits nothing.
            }
        }
    }

    /** Whether the user has a role. */
    public boolean has(String role) {
        return roles.contains(role);
    }

    /** Whether the user may do everything. */
    public boolean isRoot() {
        return root;
    }

    boolean mayRead(KeyRange range) {
        return root || readable.contains(range);
    }

    boolean mayRead(byte[] key) {
        return root || readable.contains(key);
    }

    boolean mayWrite(KeyRange range) {
        return root || writable.contains(range);
    }

    boolean mayWrite(byte[] key) {
        return root || writable.contains(key);
    }
}
