package dev.quoin.core.auth.change;

import dev.quoin.core.answer.RequestException;
import dev.quoin.core.auth.rules.Grants;
import dev.quoin.core.auth.rules.Rules;
import dev.quoin.core.auth.state.AuthRows;
import dev.quoin.core.auth.state.LiveRules;
import dev.quoin.core.auth.token.Tokens;
import dev.quoin.core.store.StoreTxn;
import dev.quoin.protocol.auth.User;
import dev.quoin.protocol.error.EtcdError;
import dev.quoin.protocol.rpc.AuthDisableResponse;
import dev.quoin.protocol.rpc.AuthEnableResponse;
import dev.quoin.protocol.rpc.AuthStatusResponse;
import dev.quoin.protocol.rpc.ResponseHeader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns authentication on and off. Used by the apply thread. */
final class Switch {
    private static final Logger LOG = LoggerFactory.getLogger(Switch.class);

    private final LiveRules rules;
    private final Tokens tokens;

    Switch(LiveRules rules, Tokens tokens) {
        this.rules = rules;
        this.tokens = tokens;
    }

    /** Needs a user root that has the role root, so that somebody can turn it off again. On already, it stays on. */
    byte[] enable(StoreTxn txn, ResponseHeader header) {
        if (!rules.now().enabled()) {
            User root = AuthRows.user(txn.backend(), Rules.ROOT_USER);
            if (root == null) {
                throw new RequestException(EtcdError.ROOT_USER_NOT_EXIST);
            }
            if (!root.getRolesList().contains(Grants.ROOT_ROLE)) {
                throw new RequestException(EtcdError.ROOT_ROLE_NOT_EXIST);
            }
            AuthRows.enabled(txn.tables(), true);
            tokens.enabled();
            rules.switched(true, rules.now().revision());
            LOG.info("enabled authentication");
        }
        return AuthEnableResponse.newBuilder().setHeader(header).build().toByteArray();
    }

    byte[] disable(StoreTxn txn, ResponseHeader header) {
        if (rules.now().enabled()) {
            AuthRows.enabled(txn.tables(), false);
            rules.switched(false, Revisions.next(txn));
            tokens.disabled();
            LOG.info("disabled authentication");
        }
        return AuthDisableResponse.newBuilder().setHeader(header).build().toByteArray();
    }

    byte[] status(ResponseHeader header) {
        Rules now = rules.now();
        return AuthStatusResponse.newBuilder()
                .setHeader(header)
                .setEnabled(now.enabled())
                .setAuthRevision(now.revision())
                .build()
                .toByteArray();
    }
}
