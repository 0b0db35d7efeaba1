package dev.quoin.core.node;

import dev.quoin.api.host.Host;
import dev.quoin.core.auth.gate.ArrivingTokens;
import dev.quoin.core.auth.gate.Gate;
import dev.quoin.core.auth.password.Passwords;
import dev.quoin.core.auth.state.LiveRules;
import dev.quoin.core.auth.token.Tokens;
import dev.quoin.core.snapshot.ReplaceableBackend;
import dev.quoin.core.store.Store;
import dev.quoin.core.store.StoreView;
import java.time.Duration;

/** What is known of users, and what recognises them. */
final class AuthParts {
    final LiveRules rules;
    final Tokens tokens;
    final Passwords passwords;
    final Gate gate;
    final ArrivingTokens arriving;

    AuthParts(
            AuthOptions options,
            Duration timeout,
            Host host,
            ReplaceableBackend backend,
            Store store,
            CloseStack parts) {
        try (StoreView view = store.openView()) {
            rules = new LiveRules(view.backend());
        }
        tokens = parts.add(
                options.tokens().open(host, host.secrets(), rules.now().enabled()));
        passwords = parts.add(new Passwords(host, host.secrets(), options.passwords()));
        gate = new Gate(rules, tokens);
        arriving = parts.add(new ArrivingTokens(gate, backend::appliedIndex, host, timeout.toNanos()));
    }
}
