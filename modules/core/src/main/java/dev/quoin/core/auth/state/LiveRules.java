package dev.quoin.core.auth.state;

import dev.quoin.api.storage.ReadView;
import dev.quoin.core.auth.rules.Grants;
import dev.quoin.core.auth.rules.Rules;
import dev.quoin.protocol.auth.User;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rules in force, kept in memory. The apply thread replaces them in the course of the operation that changes them, so
 * that the next operation of the batch is held against the new ones. Any thread reads them; it may see a change a moment
 * before the data of the same batch, and never after.
 */
public final class LiveRules {
    private volatile Rules rules;

    /** Those that follow from what is stored. */
    public LiveRules(ReadView view) {
        this.rules = read(view);
    }

    /** The rules now. */
    public Rules now() {
        return rules;
    }

    /** Follows from what is stored anew: another state has taken the place of the old one. */
    public void reload(ReadView view) {
        rules = read(view);
    }

    /** Authentication is on or off from now on. */
    public void switched(boolean on, long revision) {
        rules = rules.switched(on, revision);
    }

    /** A user was added or changed, or removed when null. */
    public void userChanged(ReadView view, String name, @Nullable User user, long revision) {
        rules = rules.with(name, user == null ? null : grants(view, user.getRolesList()), revision);
    }

    /** A role was added: nobody has it yet. */
    public void roleAdded(long revision) {
        rules = rules.switched(rules.enabled(), revision);
    }

    /** The permissions of a role have changed, or it was taken from all who had it. */
    public void roleChanged(ReadView view, String role, long revision) {
        rules = rules.withRole(role, user -> grants(view, rolesOf(view, user)), revision);
    }

    private static List<String> rolesOf(ReadView view, String name) {
        User user = AuthRows.user(view, name);
        return user == null ? List.of() : user.getRolesList();
    }

    private static Grants grants(ReadView view, List<String> roles) {
        return Grants.of(roles, role -> AuthRows.role(view, role));
    }

    private static Rules read(ReadView view) {
        Map<String, Grants> users = new HashMap<>();
        for (User user : AuthRows.users(view)) {
            users.put(user.getName().toStringUtf8(), grants(view, user.getRolesList()));
        }
        return new Rules(AuthRows.enabled(view), AuthRows.revision(view), users);
    }
}
