package dev.quoin.core.auth.rules;

import dev.quoin.core.answer.RequestException;
import dev.quoin.core.ask.Asker;
import dev.quoin.core.store.KeyRange;
import dev.quoin.protocol.error.EtcdError;
import org.jspecify.annotations.Nullable;

/**
 * What an asker may do under some rules. Every method returns when it is permitted, and throws a {@link RequestException}
 * with the error to answer when it is not. While authentication is off all is permitted. Short-lived: one for each
 * request.
 */
public final class Access {
    private final Rules rules;
    private final Asker asker;

    /** Of an asker under rules. */
    public Access(Rules rules, Asker asker) {
        this.rules = rules;
        this.asker = asker;
    }

    /** What only users with the root role may do. */
    public void requireAdmin() {
        EtcdError refusal = adminRefusal();
        if (refusal != null) {
            throw new RequestException(refusal);
        }
    }

    /** Whether the asker may do everything, which includes that authentication is off. */
    public boolean isAdmin() {
        return adminRefusal() == null;
    }

    private @Nullable EtcdError adminRefusal() {
        if (!rules.enabled()) {
            return null;
        }
        if (!asker.isKnown()) {
            return EtcdError.USER_EMPTY;
        }
        Grants grants = rules.grants(asker.username());
        if (grants == null) {
            return EtcdError.USER_NOT_FOUND;
        }
        return grants.isRoot() ? null : EtcdError.PERMISSION_DENIED;
    }

    /** What needs a user, whoever it is: somebody whom a token or a certificate names. */
    public void requireUser() {
        if (rules.enabled() && asker.authRevision() == 0) {
            throw new RequestException(EtcdError.USER_EMPTY);
        }
    }

    /** Reading a range of keys. */
    public void requireRead(KeyRange range) {
        Grants grants = grants();
        if (grants != null && !grants.mayRead(range)) {
            throw new RequestException(EtcdError.PERMISSION_DENIED);
        }
    }

    /** Reading a key. */
    public void requireRead(byte[] key) {
        Grants grants = grants();
        if (grants != null && !grants.mayRead(key)) {
            throw new RequestException(EtcdError.PERMISSION_DENIED);
        }
    }

    /** Deleting a range of keys. */
    public void requireWrite(KeyRange range) {
        Grants grants = grants();
        if (grants != null && !grants.mayWrite(range)) {
            throw new RequestException(EtcdError.PERMISSION_DENIED);
        }
    }

    /** Setting a key. */
    public void requireWrite(byte[] key) {
        Grants grants = grants();
        if (grants != null && !grants.mayWrite(key)) {
            throw new RequestException(EtcdError.PERMISSION_DENIED);
        }
    }

    /** Showing what a user may do: to itself, and to those who may do everything. */
    public void requireUserShown(String user) {
        if (!user.equals(asker.username())) {
            requireAdmin();
        }
    }

    /** Showing what a role may do: to those who have it, and to those who may do everything. */
    public void requireRoleShown(String role) {
        Grants grants = rules.grants(asker.username());
        if (grants == null || !grants.has(role)) {
            requireAdmin();
        }
    }

    /** What the asker may do, or null while authentication is off. An asker of an earlier revision has to ask again. */
    private @Nullable Grants grants() {
        if (!rules.enabled()) {
            return null;
        }
        if (asker.authRevision() == 0) {
            throw new RequestException(EtcdError.USER_EMPTY);
        }
        if (Long.compareUnsigned(asker.authRevision(), rules.revision()) < 0) {
            throw new RequestException(EtcdError.AUTH_OLD_REVISION);
        }
        Grants grants = rules.grants(asker.username());
        if (grants == null) {
            throw new RequestException(EtcdError.PERMISSION_DENIED);
        }
        return grants;
    }
}
