package dev.quoin.core.auth.rules;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Who may do what at one auth revision. Immutable, so that readers share it; a change makes a new one that shares what
 * stays.
 */
public final class Rules {
    /** The user that can not be removed while authentication is on. */
    public static final String ROOT_USER = "root";
    /** The revision of a store whose users and roles never changed. */
    public static final long FIRST_REVISION = 1;

    private final boolean enabled;
    private final long revision;
    private final Map<String, Grants> users;

    /** With users by name; the map must not change any more. */
    public Rules(boolean enabled, long revision, Map<String, Grants> users) {
        this.enabled = enabled;
        this.revision = revision;
        this.users = users;
    }

    /** Whether requests are checked at all. */
    public boolean enabled() {
        return enabled;
    }

    /** Grows with every change of users, roles and permissions, and when authentication is turned off. */
    public long revision() {
        return revision;
    }

    /** What a user may do, or null where there is no such user. */
    public @Nullable Grants grants(String user) {
        return users.get(user);
    }

    /** The same users with authentication on or off, at a revision. */
    public Rules switched(boolean on, long newRevision) {
        return new Rules(on, newRevision, users);
    }

    /** With a user added or replaced, or removed when the grants are null. */
    public Rules with(String user, @Nullable Grants grants, long newRevision) {
        Map<String, Grants> changed = new HashMap<>(users);
        if (grants == null) {
            changed.remove(user);
        } else {
            changed.put(user, grants);
        }
        return new Rules(enabled, newRevision, changed);
    }

    /** With what every user of a role may do worked out anew. */
    public Rules withRole(String role, Function<String, Grants> anew, long newRevision) {
        Map<String, Grants> changed = new HashMap<>(users);
        changed.replaceAll((user, grants) -> grants.has(role) ? anew.apply(user) : grants);
        return new Rules(enabled, newRevision, changed);
    }
}
