package dev.quoin.core.auth.gate;

import dev.quoin.api.auth.Identity;
import dev.quoin.api.transport.Call;
import dev.quoin.core.answer.RequestException;
import dev.quoin.core.ask.Asker;
import dev.quoin.core.ask.Askers;
import dev.quoin.core.auth.rules.Access;
import dev.quoin.core.auth.rules.Rules;
import dev.quoin.core.auth.state.LiveRules;
import dev.quoin.core.auth.token.Tokens;
import dev.quoin.core.store.KeyRange;
import dev.quoin.protocol.error.EtcdError;
import dev.quoin.protocol.method.EtcdMethods;
import org.jspecify.annotations.Nullable;

/**
 * Tells who makes a call, and what that user may do. A token counts before a certificate. While authentication is off nobody
 * is asked for anything. Safe for use by any thread; never blocks.
 */
public final class Gate implements Askers {
    private static final String TOKEN = "token";
    private static final String AUTHORIZATION = "authorization";
    private static final String BEARER = "Bearer ";
    /** Calls that come by way of the gateway carry it; then the certificate is the gateway's and not the client's. */
    private static final String BY_GATEWAY = "grpcgateway-accept";
    /** Health and reflection are everybody's. */
    private static final String OF_GRPC = "/grpc.";

    private final LiveRules rules;
    private final Tokens tokens;
    private volatile Asker root = Asker.ANONYMOUS;

    /** With what is known of users. */
    public Gate(LiveRules rules, Tokens tokens) {
        this.rules = rules;
        this.tokens = tokens;
    }

    /** Whether requests are checked at all. */
    public boolean isOn() {
        return rules.now().enabled();
    }

    /** The auth revision now. */
    public long revision() {
        return rules.now().revision();
    }

    @Override
    public Asker of(Call call) {
        Rules now = rules.now();
        if (!now.enabled() || isEverybodys(call.method())) {
            return Asker.ANONYMOUS;
        }
        String token = token(call);
        if (token == null) {
            return byCertificate(call, now);
        }
        Asker asker = tokens.recognise(token, now.revision());
        if (asker == null) {
            throw new RequestException(EtcdError.INVALID_AUTH_TOKEN);
        }
        return asker;
    }

    /** Logging in is for those whose token has ended, too. */
    private static boolean isEverybodys(String method) {
        return method.startsWith(OF_GRPC) || method.equals(EtcdMethods.AUTHENTICATE.path());
    }

    private static @Nullable String token(Call call) {
        String token = call.header(TOKEN);
        if (token == null) {
            token = call.header(AUTHORIZATION);
        }
        return token != null && token.startsWith(BEARER) ? token.substring(BEARER.length()) : token;
    }

    private static Asker byCertificate(Call call, Rules now) {
        Identity identity = call.identity();
        return identity.isKnown() && call.header(BY_GATEWAY) == null
                ? Asker.of(identity.name(), now.revision())
                : Asker.ANONYMOUS;
    }

    /**
     * The index up to which this member must have applied the log before it can know a call's token; 0 when it can tell
     * already.
     */
    long knownFrom(Call call) {
        String token = isOn() ? token(call) : null;
        return token == null ? 0 : tokens.knownFrom(token);
    }

    /** The user that this member is when it asks of its own accord. */
    public Asker root() {
        Rules now = rules.now();
        if (!now.enabled()) {
            return Asker.ANONYMOUS;
        }
        Asker known = root;
        if (known.authRevision() != now.revision()) {
            known = Asker.of(Rules.ROOT_USER, now.revision());
            root = known;
        }
        return known;
    }

    /** What an asker may do. */
    public Access access(Asker asker) {
        return new Access(rules.now(), asker);
    }

    /** What a call may do, with whom its token stands for looked up now. */
    public Access access(Call call) {
        return access(of(call));
    }

    /**
     * Reading a range.
     *
     * @throws RequestException when it is not permitted
     */
    public void requireRead(Call call, KeyRange range) {
        if (isOn()) {
            access(call).requireRead(range);
        }
    }

    /** Why a range may not be watched, in the words that etcd cancels a watch with; null when it may. */
    public @Nullable String watchRefusal(Call call, KeyRange range) {
        try {
            requireRead(call, range);
            return null;
        } catch (RequestException e) {
            return "rpc error: code = " + codeName(e.error()) + " desc = "
                    + e.error().text();
        }
    }

    private static String codeName(EtcdError error) {
        return switch (error) {
            case INVALID_AUTH_TOKEN -> "Unauthenticated";
            case AUTH_OLD_REVISION, USER_EMPTY -> "InvalidArgument";
            default -> "PermissionDenied";
        };
    }
}
